import { type VNode } from 'preact';
import { type PersonRow } from '#libs/people';
import { PRACTITIONER_ROLES, SERVICE_AREAS, STAGES } from '#libs/taxonomy';
import {
  BackLink,
  Button,
  ButtonGroup,
  CharacterCount,
  Checkboxes,
  Details,
  Input,
  Select,
  SummaryList,
  WarningText,
} from '#libs/ui';
import { type Form, problemWith, valueOf, valuesOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { Version } from '../parts/once.tsx';
import { choicesOf, optionsOf, TopicChoices } from '../parts/subject-fields.tsx';
import { type Difference } from './profile.view.ts';

interface ProfileView {
  person: PersonRow;
  version: number;
  form: Form;
  /** What is there now, where it changed while the person was editing. */
  theirs?: readonly Difference[];
}

export function ProfilePage({ person, version, form, theirs }: ProfileView): VNode {
  return (
    <Layout title="Your profile" problems={form.problems}>
      <BackLink href="/settings">Back to settings</BackLink>
      <h1 class="govuk-heading-l">Your profile</h1>
      <p class="wm-lede">
        Members see this beside what you write, and find you by it. Only your name and what describes you have to be
        there.
      </p>
      <div class="wm-text">
        {theirs && <Theirs differences={theirs} />}
        <form method="post" action="/settings/profile" noValidate>
          <Version version={version} />
          <Input
            name="name"
            label="Your name"
            hint="Beside what you write stands your first name alone."
            autocomplete="name"
            spellcheck={false}
            value={valueOf(form, 'name')}
            error={problemWith(form, 'name')}
            attributes={{ maxLength: 100 }}
          />
          <Select
            name="practitionerRole"
            label="What describes you best?"
            hint="A paid adviser is marked as one on every post."
            options={optionsOf(PRACTITIONER_ROLES, 'Choose one')}
            value={valueOf(form, 'practitionerRole')}
            error={problemWith(form, 'practitionerRole')}
          />
          <Input
            name="jobTitle"
            label="Job title (optional)"
            autocomplete="organization-title"
            value={valueOf(form, 'jobTitle')}
            error={problemWith(form, 'jobTitle')}
            attributes={{ maxLength: 120 }}
          />
          <Organisations person={person} />
          <CharacterCount
            name="bio"
            label="About you (optional)"
            hint="What have you done, and what would you gladly be asked about?"
            rows={4}
            maxLength={1000}
            value={valueOf(form, 'bio')}
            error={problemWith(form, 'bio')}
          />
          <Folded form={form} name="serviceAreas" title="Service areas">
            <Checkboxes
              name="serviceAreas"
              legend="Service areas you know"
              small
              items={choicesOf(SERVICE_AREAS)}
              values={valuesOf(form, 'serviceAreas')}
              error={problemWith(form, 'serviceAreas')}
            />
          </Folded>
          <Folded form={form} name="stagesLived" title="Stages you have lived through">
            <Checkboxes
              name="stagesLived"
              legend="Stages you have lived through yourself"
              small
              items={choicesOf(STAGES)}
              values={valuesOf(form, 'stagesLived')}
              error={problemWith(form, 'stagesLived')}
            />
          </Folded>
          <Folded form={form} name="topicsOffered" title="Topics you can help with">
            <TopicChoices
              name="topicsOffered"
              values={valuesOf(form, 'topicsOffered')}
              error={problemWith(form, 'topicsOffered')}
            />
          </Folded>
          <Folded form={form} name="topicsWanted" title="Topics you want help with">
            <TopicChoices
              name="topicsWanted"
              values={valuesOf(form, 'topicsWanted')}
              error={problemWith(form, 'topicsWanted')}
            />
          </Folded>
          <ButtonGroup>
            <Button preventDoubleClick>Save profile</Button>
            <a class="govuk-link" href="/settings">
              Cancel
            </a>
          </ButtonGroup>
        </form>
      </div>
    </Layout>
  );
}

/** A long list of boxes under its title; open where there is something wrong in it. */
function Folded(props: { form: Form; name: string; title: string; children: VNode }): VNode {
  const chosen = valuesOf(props.form, props.name).length;
  return (
    <Details
      summary={`${props.title}: ${chosen === 0 ? 'none chosen' : `${chosen} chosen`}`}
      open={problemWith(props.form, props.name) !== undefined}
    >
      {props.children}
    </Details>
  );
}

function Organisations({ person }: { person: PersonRow }): VNode {
  const names = person.organisations.map(({ name }) => name).join(', ');
  return (
    <div class="govuk-form-group">
      <p class="govuk-label">Where you work</p>
      <p class="govuk-hint">
        {names === '' ? 'Not recorded.' : `${names}.`} You say that you work somewhere on the page of that{' '}
        <a class="govuk-link" href="/councils">
          council
        </a>
        ,{' '}
        <a class="govuk-link" href="/spin-outs">
          spin-out
        </a>{' '}
        or{' '}
        <a class="govuk-link" href="/organisations">
          other organisation
        </a>
        .
      </p>
    </div>
  );
}

function Theirs({ differences }: { differences: readonly Difference[] }): VNode {
  return (
    <>
      <WarningText>
        Your profile was changed somewhere else while you were editing. Nothing of yours is lost: your version is in the
        form below. Save it again to keep yours.
      </WarningText>
      {differences.length > 0 && (
        <>
          <h2 class="govuk-heading-m">How it is now</h2>
          <SummaryList rows={differences.map(({ label, now }) => ({ key: label, value: now }))} />
        </>
      )}
    </>
  );
}
