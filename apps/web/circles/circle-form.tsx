import { type VNode } from 'preact';
import { CIRCLE_KINDS, CIRCLE_LIMITS, VISIBILITIES } from '#libs/circles';
import { BackLink, Button, ButtonGroup, CharacterCount, Details, Input, Radios, Textarea } from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { ChangedMeanwhile } from '../parts/changed-meanwhile.tsx';
import { Once, Version } from '../parts/once.tsx';
import { INSIDE_WORDS, KIND_WORDS, VISIBILITY_WORDS } from './circle-words.ts';

interface CircleFormView {
  /** Null: a new one. */
  id: string | null;
  version: number;
  form: Form;
  /** How it is now, where it changed while the person was editing, as label and value. */
  theirs?: readonly (readonly [string, string])[];
}

export function CircleFormPage({ id, version, form, theirs }: CircleFormView): VNode {
  const title = id === null ? 'Begin a circle' : 'Change this circle';
  const back = id === null ? '/circles' : `/circles/${id}`;
  return (
    <Layout title={title} problems={form.problems}>
      <BackLink href={back}>{id === null ? 'Back to circles' : 'Back to the circle'}</BackLink>
      <h1 class="govuk-heading-l">{title}</h1>
      <div class="wm-text">
        {id === null && <p>You facilitate it: you invite people, and can make others facilitators too.</p>}
        <ChangedMeanwhile now={theirs} />
        <form method="post" action={id === null ? '/circles' : `/circles/${id}/edit`} noValidate>
          {id === null ? <Once /> : <Version version={version} />}
          <Input
            name="name"
            label="Name"
            labelClass="govuk-label--m"
            hint="Such as: Finance leads of leisure trusts"
            value={valueOf(form, 'name')}
            error={problemWith(form, 'name')}
            attributes={{ maxLength: 120 }}
          />
          <CharacterCount
            name="purpose"
            label="What it is for (optional)"
            labelClass="govuk-label--m"
            hint="Whom it is for, and what its members promise each other."
            rows={4}
            maxLength={500}
            value={valueOf(form, 'purpose')}
            error={problemWith(form, 'purpose')}
          />
          <Radios
            name="kind"
            legend="What kind of circle it is"
            legendClass="govuk-fieldset__legend--m"
            value={valueOf(form, 'kind') || 'topic'}
            error={problemWith(form, 'kind')}
            items={CIRCLE_KINDS.map((kind) => ({ value: kind, ...KIND_WORDS[kind] }))}
          />
          <Radios
            name="visibility"
            legend="Who may know of it, and how one joins"
            legendClass="govuk-fieldset__legend--m"
            hint={`${INSIDE_WORDS} ${id === null ? 'If you change this later, nothing that was written is shown to anybody new.' : 'If you change this, nothing that was written is shown to anybody new, and its members are told. Once something was written it cannot be made open.'}`}
            value={valueOf(form, 'visibility') || 'confidential'}
            error={problemWith(form, 'visibility')}
            items={VISIBILITIES.map((visibility) => ({
              value: visibility,
              label: VISIBILITY_WORDS[visibility].label,
              hint: VISIBILITY_WORDS[visibility].hint,
            }))}
          />
          <Questions form={form} />
          <Details summary="The agenda of its meetings" open={Boolean(problemWith(form, 'agenda'))}>
            <Textarea
              name="agenda"
              label="Agenda (optional)"
              hint="The notes of each meeting begin with it. Leave it empty for the agenda of its kind."
              rows={10}
              value={valueOf(form, 'agenda')}
              error={problemWith(form, 'agenda')}
              attributes={{ maxLength: 4_000 }}
            />
          </Details>
          <ButtonGroup>
            <Button preventDoubleClick>{id === null ? 'Begin' : 'Save'}</Button>
            <a class="govuk-link" href={back}>
              Cancel
            </a>
          </ButtonGroup>
        </form>
      </div>
    </Layout>
  );
}

/** Three boxes of the same name would be one list with gaps: each has a name of its own, and what is empty is left out. */
function Questions({ form }: { form: Form }): VNode {
  return (
    <fieldset class="govuk-fieldset" id="questions">
      <legend class="govuk-fieldset__legend govuk-fieldset__legend--m">
        Questions for who asks to join (optional)
      </legend>
      <p class="govuk-hint">For a restricted circle. Facilitators alone see the answers.</p>
      {Array.from({ length: CIRCLE_LIMITS.questions }, (_, n) => (
        <Input
          name={`question-${n + 1}`}
          label={`Question ${n + 1}`}
          value={valueOf(form, `question-${n + 1}`)}
          error={n === 0 ? problemWith(form, 'questions') : undefined}
          attributes={{ maxLength: 200 }}
          key={n}
        />
      ))}
    </fieldset>
  );
}
