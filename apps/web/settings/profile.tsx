import { type VNode } from 'preact';
import { FIELD_AUDIENCES, type PersonRow, PROFILE_FIELDS } from '#libs/people';
import { AVAILABILITY, LANGUAGES, SERVICE_AREAS, STAGES } from '#libs/taxonomy';
import {
  BackLink,
  Button,
  ButtonGroup,
  CharacterCount,
  Checkboxes,
  Details,
  Input,
  Radios,
  Select,
  SummaryList,
  WarningText,
} from '#libs/ui';
import { type Form, problemWith, valueOf, valuesOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { Version } from '../parts/once.tsx';
import { OwnNameInput, PlacesOfWork, RoleSelect } from '../parts/person-fields.tsx';
import { choicesOf, TopicChoices } from '../parts/subject-fields.tsx';
import { audienceIn, AUDIENCES, type Difference, FIELD_NAMES } from './profile.view.ts';

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
          <OwnNameInput form={form} />
          <RoleSelect
            form={form}
            hint="A paid adviser is marked as one on every post, and declares their interests below."
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
          <Folded form={form} name="languages" title="Languages">
            <Checkboxes
              name="languages"
              legend="Languages you can be asked in"
              small
              items={choicesOf(LANGUAGES)}
              values={valuesOf(form, 'languages')}
              error={problemWith(form, 'languages')}
            />
          </Folded>
          <Asked form={form} />
          <Interests form={form} />
          <Audience form={form} />
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

/** Whether, and how often, others may bring a question to them. */
function Asked({ form }: { form: Form }): VNode {
  return (
    <>
      <Radios
        name="availability"
        legend="Can members ask you?"
        small
        items={choicesOf(AVAILABILITY)}
        value={valueOf(form, 'availability') || 'open'}
        error={problemWith(form, 'availability')}
      />
      <Input
        name="helpsAWeek"
        label="How many questions a week, at most?"
        hint="Waymark brings you no more than that, from 0 to 20. You can always answer more."
        class="govuk-input--width-2"
        inputMode="numeric"
        value={valueOf(form, 'helpsAWeek') || '2'}
        error={problemWith(form, 'helpsAWeek')}
      />
    </>
  );
}

/** What everybody who sees the profile may know: nobody chooses an audience for it. */
function Interests({ form }: { form: Form }): VNode {
  return (
    <>
      <CharacterCount
        name="interests"
        label="Interests you declare"
        hint="Contracts, shares, fees, seats on boards: what a member should know before they take your word. Optional, unless you are a paid adviser. All who see your profile see it."
        rows={3}
        maxLength={1000}
        value={valueOf(form, 'interests')}
        error={problemWith(form, 'interests')}
      />
      <Checkboxes
        name="noInterests"
        small
        items={[{ value: 'yes', label: 'I have no interests to declare' }]}
        values={valuesOf(form, 'noInterests')}
      />
    </>
  );
}

function Audience({ form }: { form: Form }): VNode {
  const chosen = valuesOf(form, 'audiences');
  const narrowed = PROFILE_FIELDS.filter((field) => audienceIn(chosen, field) !== 'all').length;
  return (
    <>
      <Radios
        name="listedTo"
        legend="Who finds you?"
        hint="Your first name stands beside what you write in either case."
        small
        items={[
          {
            value: 'network',
            label: 'All members',
            hint: 'In the list of people, in search, and when somebody is named',
          },
          { value: 'nobody', label: 'Nobody', hint: 'You are in no list, and this profile is seen by you alone' },
        ]}
        value={valueOf(form, 'listedTo') || 'network'}
        error={problemWith(form, 'listedTo')}
      />
      <Details
        summary={`Who sees which part: ${narrowed === 0 ? 'all members see all of it' : `${narrowed} for fewer`}`}
        open={narrowed > 0 || problemWith(form, 'audiences') !== undefined}
      >
        <p class="govuk-hint">
          What somebody may not see is as if you had left it empty: they find you by it nowhere. Data stewards see where
          you say that you work, and colleagues do unless it is for you alone, to confirm it.
        </p>
        <div>
          {PROFILE_FIELDS.map((field, i) => (
            <Select
              key={field}
              id={i === 0 ? 'audiences' : `audiences-${field}`}
              name="audiences"
              label={FIELD_NAMES[field]}
              options={FIELD_AUDIENCES.map((audience) => ({
                value: `${field}:${audience}`,
                text: AUDIENCES[audience],
              }))}
              value={`${field}:${audienceIn(chosen, field)}`}
              error={i === 0 ? problemWith(form, 'audiences') : undefined}
            />
          ))}
        </div>
      </Details>
    </>
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
  const names = person.organisations.flatMap(({ name, current }) => (current ? [name] : [])).join(', ');
  return (
    <div class="govuk-form-group">
      <p class="govuk-label">Where you work</p>
      <p class="govuk-hint">
        {names === '' ? 'Not recorded.' : `${names}.`} You say that you work somewhere on the page of that{' '}
        <PlacesOfWork />.
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
