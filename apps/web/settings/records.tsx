import { type VNode } from 'preact';
import { type RecordHold } from '#libs/people';
import { BackLink, Button, Input } from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { day } from '../parts/words.ts';

export function RecordsPage({ hold, form }: { hold: RecordHold | null; form: Form }): VNode {
  return (
    <Layout title="Your authority’s records" problems={form.problems}>
      <BackLink href="/settings">Back to settings</BackLink>
      <h1 class="govuk-heading-l">Your authority’s records</h1>
      <div class="wm-text">
        <p class="wm-lede">
          What you write about the business of a public authority that you work for may be its record, wherever it
          stands.{' '}
          <a class="govuk-link" href="/rules#foi">
            What that means
          </a>
        </p>
        <h2 class="govuk-heading-m">Copy what you wrote</h2>
        <p>
          A dated file of your own posts, newest first, to put into your authority’s records. What others wrote is not
          in it.
        </p>
        <ul class="govuk-list">
          <li>
            <a class="govuk-link" href="/settings/records/posts?format=html" download>
              Download as a page to read or print
            </a>
          </li>
          <li>
            <a class="govuk-link" href="/settings/records/posts?format=csv" download>
              Download as a table (CSV)
            </a>
          </li>
        </ul>
        <h2 class="govuk-heading-m">If you were asked to keep records</h2>
        <p>
          To delete something that somebody has asked for, so that they do not get it, can be an offence. Say here what
          you were asked to keep, and Waymark warns you before you delete anything. Nobody else sees this.
        </p>
        {hold && <p class="govuk-inset-text">Since {day(hold.since)} you are warned before you delete anything.</p>}
        <form method="post" action="/settings/records" noValidate>
          <Input
            name="about"
            label="I have been asked to keep records about"
            hint="Such as: the leisure trust. Leave it empty when it is over."
            value={valueOf(form, 'about')}
            error={problemWith(form, 'about')}
            attributes={{ maxLength: 300 }}
          />
          <Button preventDoubleClick>Save</Button>
        </form>
      </div>
    </Layout>
  );
}
