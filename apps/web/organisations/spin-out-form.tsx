import { type VNode } from 'preact';
import { ENDED_HOW, NEXT_PROVIDER_KINDS } from '#libs/organisations';
import { LEGAL_FORMS, SERVICE_AREAS, STAGES } from '#libs/taxonomy';
import { BackLink, Button, Checkboxes, DateInput, Details, Input, Select, Textarea, WarningText } from '#libs/ui';
import { type Form, problemWith, valueOf, valuesOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { ChangedMeanwhile } from '../parts/changed-meanwhile.tsx';
import { Once, Version } from '../parts/once.tsx';
import { stageTitle } from '../parts/stage-path.tsx';
import { choicesOf, optionsOf } from '../parts/subject-fields.tsx';
import { day } from '../parts/words.ts';
import { NATION_OPTIONS } from './councils.tsx';
import { dayField } from '../parts/day-fields.ts';
import { SourceFields } from './entry.tsx';

export interface EditSpinOutView {
  id: string;
  name: string;
  version: number;
  facts: Form;
  stageEvent: Form;
  /** As it is now, where it changed while the person was editing: label and value. */
  theirs?: readonly (readonly [string, string])[];
}

export function EditSpinOutPage({ id, name, version, facts, stageEvent, theirs }: EditSpinOutView): VNode {
  return (
    <Layout title={`Change ${name}`} problems={[...facts.problems, ...stageEvent.problems]}>
      <BackLink href={`/spin-outs/${id}`}>Back to the spin-out</BackLink>
      <h1 class="govuk-heading-l">Change {name}</h1>
      <ChangedMeanwhile now={theirs} />
      <div class="wm-text">
        <h2 class="govuk-heading-m">Facts</h2>
        <form method="post" action={`/spin-outs/${id}/edit`} noValidate>
          <Version version={version} />
          <FactFields form={facts} />
          <SourceFields form={facts} />
          <p class="wm-nil">
            The source is needed where you change what it left, its service areas, legal form, staff or when it went
            live.
          </p>
          <Button preventDoubleClick>Save facts</Button>
        </form>
        <h2 class="govuk-heading-m wm-mt-6" id="stage-event">
          Record a stage
        </h2>
        <p>The spin-out is at the stage with the latest date. Earlier ones may be added in any order.</p>
        <form method="post" action={`/spin-outs/${id}/stage-events`} noValidate>
          <Once />
          <StageFields form={stageEvent} />
          <Button preventDoubleClick>Record this stage</Button>
        </form>
      </div>
    </Layout>
  );
}

interface CorrectStageView {
  spinOut: { id: string; name: string };
  about: string;
  version: number;
  form: Form;
  /** As it is now, where somebody else changed it meanwhile. */
  theirs?: { stage: string; happenedOn: string } | null;
}

export function CorrectStagePage({ spinOut, about, version, form, theirs }: CorrectStageView): VNode {
  const address = `/spin-outs/${spinOut.id}/entries/${about}`;
  return (
    <Layout title={`Put a stage right, ${spinOut.name}`} problems={form.problems}>
      <BackLink href={address}>Back to the stage</BackLink>
      <span class="govuk-caption-l">{spinOut.name}</span>
      <h1 class="govuk-heading-l">Put a stage right</h1>
      {theirs && (
        <WarningText>
          Someone changed this while you were editing. Now it says: {stageTitle(theirs.stage)}, {day(theirs.happenedOn)}
          . Your own text is still in the form: save again to use it.
        </WarningText>
      )}
      <form class="wm-text" method="post" action={`${address}/edit`} noValidate>
        <Version version={version} />
        <StageFields form={form} />
        <Button preventDoubleClick>Save</Button>
      </form>
    </Layout>
  );
}

function StageFields({ form }: { form: Form }): VNode {
  return (
    <>
      <Select
        name="stage"
        label="Stage it reached"
        options={optionsOf(STAGES, 'Choose a stage')}
        value={valueOf(form, 'stage')}
        error={problemWith(form, 'stage')}
      />
      <DateInput {...dayField(form, 'happenedOn')} legend="Date it reached this stage" hint="For example, 1 4 2026" />
      <EndedHowField form={form} />
      <Input
        name="succeededBy"
        label="What it became part of (optional)"
        hint="Only where it ended: the name of the organisation. This page stays and points to it"
        value={valueOf(form, 'succeededBy')}
        error={problemWith(form, 'succeededBy')}
      />
      <Select
        name="nextProviderKind"
        label="Who runs the service now"
        hint="Only where it ended"
        options={optionsOf(NEXT_PROVIDER_KINDS, 'Not recorded')}
        value={valueOf(form, 'nextProviderKind')}
        error={problemWith(form, 'nextProviderKind')}
      />
      <SourceFields form={form} withDate={false} />
      <Textarea
        name="note"
        label="What happened (optional)"
        hint="A sentence or two that others can learn from"
        rows={3}
        value={valueOf(form, 'note')}
        error={problemWith(form, 'note')}
      />
    </>
  );
}

export function NewSpinOutPage({ form }: { form: Form }): VNode {
  return (
    <Layout title="Add a spin-out" problems={form.problems}>
      <BackLink href="/spin-outs">Back to spin-outs</BackLink>
      <h1 class="govuk-heading-l">Add a spin-out</h1>
      <form class="wm-text" method="post" action="/spin-outs" noValidate>
        <Once />
        <FactFields form={form} />
        <Select
          name="stage"
          label="Stage it is at"
          options={optionsOf(STAGES, 'Choose a stage')}
          value={valueOf(form, 'stage')}
          error={problemWith(form, 'stage')}
        />
        <DateInput
          {...dayField(form, 'stageOn')}
          legend="Date it reached this stage (optional)"
          hint="Leave it open for today"
        />
        <EndedHowField form={form} />
        <SourceFields form={form} />
        <Button preventDoubleClick>Add spin-out</Button>
      </form>
    </Layout>
  );
}

function FactFields({ form }: { form: Form }): VNode {
  const areas = valuesOf(form, 'serviceAreas');
  const areasProblem = problemWith(form, 'serviceAreas');
  return (
    <>
      <Input name="name" label="Name" value={valueOf(form, 'name')} error={problemWith(form, 'name')} />
      <Input
        name="parent"
        label="What it left (optional)"
        hint="The name or code of the council, or the name of an NHS or other body"
        value={valueOf(form, 'parent')}
        error={problemWith(form, 'parent')}
      />
      <Select
        name="nation"
        label="Nation (optional)"
        options={NATION_OPTIONS.map((option) => (option.value === '' ? { ...option, text: 'Not recorded' } : option))}
        value={valueOf(form, 'nation')}
        error={problemWith(form, 'nation')}
      />
      <Select
        name="legalForm"
        label="Legal form (optional)"
        options={optionsOf(LEGAL_FORMS, 'Not recorded')}
        value={valueOf(form, 'legalForm')}
        error={problemWith(form, 'legalForm')}
      />
      <Details
        summary={areas.length > 0 ? `Service areas: ${areas.length} chosen` : 'Choose service areas'}
        open={areas.length > 0 || areasProblem !== undefined}
      >
        <Checkboxes
          name="serviceAreas"
          legend="Service areas"
          hint="Up to 5"
          small
          items={choicesOf(SERVICE_AREAS)}
          values={areas}
          error={areasProblem}
        />
      </Details>
      <Input
        name="staff"
        label="Staff (optional)"
        hint="How many people work there"
        inputMode="numeric"
        class="govuk-input--width-5"
        value={valueOf(form, 'staff')}
        error={problemWith(form, 'staff')}
      />
      <DateInput {...dayField(form, 'wentLiveOn')} legend="Date it went live (optional)" hint="For example, 1 4 2026" />
      <Textarea
        name="summary"
        label="What it does, in a few sentences (optional)"
        rows={4}
        value={valueOf(form, 'summary')}
        error={problemWith(form, 'summary')}
      />
      <Input
        name="website"
        label="Website (optional)"
        type="url"
        inputMode="url"
        value={valueOf(form, 'website')}
        error={problemWith(form, 'website')}
      />
    </>
  );
}

function EndedHowField({ form }: { form: Form }): VNode {
  return (
    <Select
      name="endedHow"
      label="How it ended"
      hint="Only where the stage is “Ended”"
      options={optionsOf(ENDED_HOW, 'It has not ended')}
      value={valueOf(form, 'endedHow')}
      error={problemWith(form, 'endedHow')}
    />
  );
}
