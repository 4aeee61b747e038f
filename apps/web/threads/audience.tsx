import { type VNode } from 'preact';
import { type AudienceRow } from '#libs/threads';
import { BackLink, Button, ButtonGroup, Input, WarningText } from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { nameAndRole, shortName } from '../parts/byline.tsx';
import { Version } from '../parts/once.tsx';
import { count } from '../parts/words.ts';
import { type AudienceChoices, AudienceFields } from './audience-fields.tsx';
import { type AudienceOffer } from './audience-offer.ts';
import { OpeningFields } from './opening-fields.tsx';

interface AudienceView {
  thread: AudienceRow;
  version: number;
  form: Form;
  choices: AudienceChoices;
  offer: AudienceOffer;
  /** It was changed while the person was choosing. */
  stale?: boolean;
}

export function AudiencePage({ thread, version, form, choices, offer, stale = false }: AudienceView): VNode {
  const { id, title, own, writers, invited } = thread;
  return (
    <Layout title="Who may read this" problems={form.problems}>
      <BackLink href={`/threads/${id}`}>Back to the discussion</BackLink>
      <h1 class="govuk-heading-l">Who may read “{title}”</h1>
      <div class="wm-form">
        {stale && (
          <WarningText>This was changed while you were choosing. What is chosen below is how it is now.</WarningText>
        )}
        {writers > 0 && (
          <p class="govuk-inset-text">
            {count(writers, 'other person has', 'other people have')} written here for those who can read it now.{' '}
            {own
              ? 'You can make it for fewer people: who may no longer read it is told so.'
              : 'They are told what you change, and why.'}
          </p>
        )}
        {invited.length > 0 && own && (
          <section aria-labelledby="invited-now">
            <h2 class="govuk-heading-s" id="invited-now">
              Invited now
            </h2>
            <ul class="wm-plain wm-lines">
              {invited.map((person) => (
                <li key={person.personId}>
                  {nameAndRole(person.name, person.practitionerRole)}{' '}
                  <form method="post" action={`/threads/${id}/invited/${person.personId}/remove`}>
                    <button class="wm-linkbtn" type="submit">
                      Remove<span class="govuk-visually-hidden"> {shortName(person.name)}</span>
                    </button>
                  </form>
                </li>
              ))}
            </ul>
          </section>
        )}
        <form method="post" action={`/threads/${id}/audience`} noValidate>
          <Version version={version} />
          <AudienceFields form={form} choices={choices} mayChoose={offer.mayChoose} />
          {offer.because.map((sentence) => (
            <p class="wm-nil" key={sentence}>
              {sentence}
            </p>
          ))}
          {offer.mayOpenTo.length > 0 && (
            <OpeningFields
              form={form}
              to={offer.mayOpenTo}
              promised={writers > 0 && own ? thread.confidentialUntil : null}
            />
          )}
          {!own && (
            <Input
              name="reason"
              label="Why do you change it?"
              hint="Who wrote here reads this."
              value={valueOf(form, 'reason')}
              error={problemWith(form, 'reason')}
              attributes={{ maxLength: 500 }}
            />
          )}
          <ButtonGroup>
            <Button preventDoubleClick>Save who may read this</Button>
            <a class="govuk-link" href={`/threads/${id}`}>
              Cancel
            </a>
          </ButtonGroup>
        </form>
      </div>
    </Layout>
  );
}
