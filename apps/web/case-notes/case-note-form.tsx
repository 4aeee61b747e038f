import { type ComponentChildren, type VNode } from 'preact';
import { AUTHOR_TIES, RESULTS } from '#libs/case-notes';
import { LEGAL_FORMS, SERVICE_AREAS, STAGES, TOPIC_GROUPS, TOPICS } from '#libs/taxonomy';
import {
  BackLink,
  Box,
  Button,
  Checkboxes,
  Details,
  Input,
  SectionHeading,
  Select,
  Textarea,
  WarningText,
} from '#libs/ui';
import { type Form, problemWith, valueOf, valuesOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { Once, Version } from '../parts/once.tsx';
import { choicesOf, optionsOf } from '../parts/subject-fields.tsx';
import { MoneyRows, OutcomeRows } from './figure-rows.tsx';

export interface CaseNoteFormView {
  form: Form;
  /** Null: a new note. */
  note: { id: string; version: number; status: 'draft' | 'submitted' } | null;
  /** What is saved now, where that changed while the person was writing. */
  conflict?: { label: string; saved: string }[];
}

export function CaseNoteFormPage({ form, note, conflict }: CaseNoteFormView): VNode {
  const title = note ? 'Change your case note' : 'Write a case note';
  return (
    <Layout title={title} problems={form.problems}>
      <BackLink href={note ? `/case-notes/${note.id}` : '/case-notes'}>
        {note ? 'Back to the note' : 'Back to case notes'}
      </BackLink>
      <h1 class="govuk-heading-l">{title}</h1>
      {conflict && <Conflict conflict={conflict} />}
      <div class="wm-cols">
        <form method="post" action={note ? `/case-notes/${note.id}/edit` : '/case-notes'} noValidate>
          {note ? <Version version={note.version} /> : <Once />}
          <About form={form} />
          <Section title="Did the service get worse?">
            <p>
              Measures of the service, before and after. Whether it got better follows from the values: nobody types it.
              Give those that got worse as well.
            </p>
            <OutcomeRows form={form} />
            <Area
              form={form}
              name="whyNotKnown"
              label="Or say why it is not known"
              hint="Where there is no measure: such as “It has not gone live yet”."
              rows={2}
            />
          </Section>
          <Section title="What was saved?">
            <p>
              Savings, and what they cost. A saving counts when it says for which period: lists then show the first one
              for a year.
            </p>
            <MoneyRows form={form} />
          </Section>
          <Words form={form} />
          <Facts form={form} />
          <div class="govuk-button-group">
            {/* The first is what the Enter key presses. */}
            <Button preventDoubleClick name="act" value="save">
              {note?.status === 'submitted' ? 'Save changes' : 'Save draft'}
            </Button>
            {note?.status !== 'submitted' && (
              <Button look="secondary" name="act" value="submit">
                Save and submit for review
              </Button>
            )}
            <Button look="secondary" name="act" value="more">
              Save and get more rows
            </Button>
          </div>
        </form>
        <aside aria-label="Before you write">
          <Box look="tint">
            <h2 class="govuk-heading-s">What makes a good note</h2>
            <ul class="govuk-list govuk-list--bullet">
              <li>Dates, pounds, a measure, the name of a document.</li>
              <li>What went wrong. A losing story helps as much as a winning one.</li>
              <li>No person’s name, and no price from a live tender.</li>
            </ul>
          </Box>
          <Box>
            <h2 class="govuk-heading-s">What happens next</h2>
            <p>
              A draft is yours alone. A moderator who is not you reads what you submit and publishes it or sends it
              back.
            </p>
            <p>Published notes are open to everyone under CC BY 4.0.</p>
          </Box>
        </aside>
      </div>
    </Layout>
  );
}

function Conflict({ conflict }: { conflict: { label: string; saved: string }[] }): VNode {
  return (
    <>
      <WarningText>
        This note was changed while you were writing. Your text is in the form below. Compare it with what is saved now,
        then save the one that should stand.
      </WarningText>
      {conflict.map(({ label, saved }, i) => (
        <Textarea
          key={i}
          name={`saved-${i}`}
          label={`Saved now: ${label}`}
          rows={Math.min(8, 1 + saved.split('\n').length)}
          value={saved === '' ? '(empty)' : saved}
          attributes={{ readOnly: true }}
        />
      ))}
    </>
  );
}

const Section = ({ title, children }: { title: string; children: ComponentChildren }): VNode => (
  <section class="wm-sec">
    <SectionHeading class="wm-sec__h--gap">{title}</SectionHeading>
    {children}
  </section>
);

interface FieldProps {
  form: Form;
  name: string;
  label: string;
  hint?: string;
}

const Line = ({
  form,
  name,
  date = false,
  ...props
}: FieldProps & { suffix?: string; class?: string; date?: boolean }): VNode => (
  <Input
    {...props}
    name={name}
    value={valueOf(form, name)}
    error={problemWith(form, name)}
    attributes={date ? { type: 'date' } : {}}
  />
);

const Area = ({ form, name, ...props }: FieldProps & { rows: number }): VNode => (
  <Textarea {...props} name={name} value={valueOf(form, name)} error={problemWith(form, name)} />
);

const Choose = ({
  form,
  name,
  labels,
  none,
  ...props
}: FieldProps & { labels: Readonly<Record<string, string>>; none: string }) => (
  <Select
    {...props}
    name={name}
    options={optionsOf(labels, none)}
    value={valueOf(form, name)}
    error={problemWith(form, name)}
  />
);

const About = ({ form }: { form: Form }): VNode => (
  <Section title="What this is about">
    <Line
      form={form}
      name="title"
      label="Title"
      hint="What happened, in one line: Twelve libraries, one staff-led society"
    />
    <Area form={form} name="summary" label="Summary" hint="One or two sentences that say how it went." rows={3} />
    <div class="wm-fields">
      <Line form={form} name="council" label="Council" hint="Its name or its code. Leave it empty if there is none." />
      <Line form={form} name="spinOut" label="Spin-out" hint="Its name, if it is on Waymark." />
    </div>
    <Choose form={form} name="stage" label="Stage they have reached" labels={STAGES} none="Choose one" />
    <Choose form={form} name="result" label="What became of it" labels={RESULTS} none="Choose one" />
    <Subjects form={form} />
    <div class="wm-fields">
      <Line form={form} name="periodFrom" label="When it began" date />
      <Line form={form} name="periodTo" label="When it ended" hint="Leave it empty if it goes on." date />
    </div>
  </Section>
);

/** The long lists are folded away, and open where something is chosen or wrong. */
function Subjects({ form }: { form: Form }): VNode {
  const areas = valuesOf(form, 'serviceAreas');
  const topics = valuesOf(form, 'topics');
  const areasWrong = problemWith(form, 'serviceAreas');
  const topicsWrong = problemWith(form, 'topics');
  return (
    <>
      <Details
        summary={areas.length > 0 ? `Service areas: ${areas.length} chosen` : 'Choose service areas'}
        open={areas.length > 0 || areasWrong !== undefined}
      >
        <Checkboxes
          name="serviceAreas"
          legend="Service areas"
          hint="Up to 5"
          small
          items={choicesOf(SERVICE_AREAS)}
          values={areas}
          error={areasWrong}
        />
      </Details>
      <Details
        summary={topics.length > 0 ? `Topics: ${topics.length} chosen` : 'Choose topics'}
        open={topics.length > 0 || topicsWrong !== undefined}
      >
        {Object.entries(TOPIC_GROUPS).map(([group, codes], i) => (
          <Checkboxes
            key={group}
            name="topics"
            id={i === 0 ? 'topics' : `topics-${i}`}
            legend={group}
            small
            items={choicesOf(TOPICS, [...codes])}
            values={topics}
            error={i === 0 ? topicsWrong : undefined}
          />
        ))}
      </Details>
    </>
  );
}

const Words = ({ form }: { form: Form }): VNode => (
  <Section title="The story">
    <p>You can use Markdown: a line that begins with a hyphen becomes a list.</p>
    <Area form={form} name="whatHappened" label="What happened" rows={10} />
    <Area form={form} name="whatWentWrong" label="What went wrong" rows={5} />
    <Area form={form} name="whatWeWouldDoAgain" label="What you would do again" rows={4} />
    <Area
      form={form}
      name="costOfDoingNothing"
      label="The cost of doing nothing"
      hint="What it would have cost to leave things as they were."
      rows={2}
    />
  </Section>
);

const Facts = ({ form }: { form: Form }): VNode => (
  <Section title="Facts that others ask for">
    <Choose form={form} name="legalForm" label="Legal form" labels={LEGAL_FORMS} none="Not known" />
    <Line
      form={form}
      name="lawfulHelp"
      label="Lawful help from the council"
      hint="Such as: a reserved contract, a loan, a lease"
    />
    <Line
      form={form}
      name="politicalContext"
      label="Politics at the time"
      hint="No party names: such as no overall control, all-party support"
    />
    <Line
      form={form}
      name="doneWhileCuttingPercent"
      label="Cut to the budget at the same time, in %"
      suffix="%"
      class="govuk-input--width-4"
    />
    <Choose
      form={form}
      name="authorTie"
      label="What ties you to it"
      hint="Readers see this. Being paid to advise limits how far the evidence counts."
      labels={AUTHOR_TIES}
      none="Choose one"
    />
  </Section>
);

const LABELS: Readonly<Record<string, string>> = {
  title: 'Title',
  summary: 'Summary',
  council: 'Council',
  spinOut: 'Spin-out',
  serviceAreas: 'Service areas',
  topics: 'Topics',
  stage: 'Stage',
  result: 'What became of it',
  legalForm: 'Legal form',
  periodFrom: 'When it began',
  periodTo: 'When it ended',
  whyNotKnown: 'Why it is not known',
  whatHappened: 'What happened',
  whatWentWrong: 'What went wrong',
  whatWeWouldDoAgain: 'What you would do again',
  costOfDoingNothing: 'The cost of doing nothing',
  lawfulHelp: 'Lawful help',
  politicalContext: 'Politics',
  doneWhileCuttingPercent: 'Cut at the same time',
  authorTie: 'Your tie',
  name: 'what was measured',
  unit: 'unit',
  better: 'what is better',
  baselineValue: 'value before',
  baselinePeriod: 'period before',
  laterValue: 'value after',
  laterPeriod: 'period after',
  source: 'source',
  confidence: 'who checked it',
  kind: 'kind',
  label: 'what it is',
  amount: 'amount',
  per: 'how often',
  from: 'from',
  to: 'to',
  basis: 'compared with',
};

/** "Measure 2, value before" for outcomes.1.baselineValue. */
export function labelOfField(field: string): string {
  const [kind, place, name] = field.split('.');
  if (name === undefined) return LABELS[field] ?? field;
  return `${kind === 'money' ? 'Figure' : 'Measure'} ${Number(place) + 1}, ${LABELS[name] ?? name}`;
}
