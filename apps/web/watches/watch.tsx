import { type VNode } from 'preact';
import { TRIGGERS, triggersOf, type WatchSubject } from '#libs/watches';
import { COUNCIL_TYPES, labelOf } from '#libs/taxonomy';
import { BackLink, Button, Checkboxes } from '#libs/ui';
import { type Form, problemWith, valuesOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { By } from '../parts/once.tsx';
import { watchHref } from '../parts/watch-button.tsx';
import { subjectHref } from './addresses.ts';

export function WatchPage({ of, form }: { of: WatchSubject; form: Form }): VNode {
  const { about, subject, title, councilType } = of;
  const name = about === 'council-type' ? `every council of the type “${title}”` : title;
  return (
    <Layout title={`Watch ${name}`} problems={form.problems}>
      <div class="wm-text">
        <BackLink href={subjectHref(of)}>Back</BackLink>
        <h1 class="govuk-heading-l">Watch {name}</h1>
        <p class="wm-lede">
          What happens from now on stands under{' '}
          <a class="govuk-link" href="/settings/watches">
            what you watch for
          </a>{' '}
          and in your digest: daily, weekly or once a quarter, as{' '}
          <a class="govuk-link" href="/settings/notifications">
            you choose
          </a>
          . Nobody else sees what you watch.
        </p>
        <form method="post" action={watchHref(about, subject)} noValidate>
          <By />
          <Checkboxes
            name="triggers"
            legend="Tell me"
            legendClass="govuk-fieldset__legend--m"
            values={valuesOf(form, 'triggers')}
            error={problemWith(form, 'triggers')}
            items={triggersOf(about).map((trigger) => ({ value: trigger, label: TRIGGERS[trigger].when }))}
          />
          <Button preventDoubleClick>Save</Button>
        </form>
        {councilType !== null && (
          <p>
            Or{' '}
            <a class="govuk-link" href={watchHref('council-type', councilType)}>
              watch every council of the type “{labelOf(COUNCIL_TYPES, councilType)}”
            </a>
            .
          </p>
        )}
      </div>
    </Layout>
  );
}
