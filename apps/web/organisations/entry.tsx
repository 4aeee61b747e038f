import { type ComponentChildren, type VNode } from 'preact';
import { ENDED_HOW, NEXT_PROVIDER_KINDS, PROFILE_FIELDS, type StageEventRow } from '#libs/organisations';
import { type Reader } from '#libs/people';
import { type EntryPage } from '#libs/spin-out-facts';
import { labelOf, LEGAL_FORMS, SERVICE_AREAS } from '#libs/taxonomy';
import {
  BackLink,
  Button,
  Checkboxes,
  DateInput,
  Details,
  Input,
  SectionHeading,
  SummaryList,
  type SummaryRow,
} from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { stageTitle } from '../parts/stage-path.tsx';
import { day, dayAndTime, number } from '../parts/words.ts';
import { spinOutPath } from './addresses.ts';
import { Challenges } from './challenges.tsx';
import { dayField } from '../parts/day-fields.ts';

export interface EntryView {
  entry: EntryPage;
  canEdit: boolean;
  reader: Reader;
  source: Form;
  remove: Form;
  challenge: Form;
  answer: { id: string; form: Form } | null;
}

export const entryPath = (spinOutId: string, about: string): string => `/spin-outs/${spinOutId}/entries/${about}`;

/** One thing that a profile says, or a stage: where it comes from, who doubts it, and what it said before. */
export function SpinOutEntryPage({ entry, canEdit, reader, source, remove, challenge, answer }: EntryView): VNode {
  const { spinOut, stage, field } = entry;
  const address = entryPath(spinOut.id, entry.about);
  const title = stage ? stageTitle(stage.stage) : PROFILE_FIELDS[field!];
  const problems = [...source.problems, ...remove.problems, ...challenge.problems, ...(answer?.form.problems ?? [])];
  return (
    <Layout title={`${title}, ${spinOut.name}`} problems={problems}>
      <BackLink href={spinOutPath(spinOut)}>Back to the spin-out</BackLink>
      <span class="govuk-caption-l">{spinOut.name}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      <SummaryList
        rows={[
          ...(stage ? stageRows(stage) : [{ key: PROFILE_FIELDS[field!], value: fieldInWords(field!, entry.value) }]),
          { key: 'Source', value: <SourceOf entry={entry} /> },
          ...(entry.asAt && !stage ? [{ key: 'As at', value: day(entry.asAt) }] : []),
          ...(entry.recordedAt
            ? [
                {
                  key: 'Recorded',
                  value: `${entry.recordedBy ? `By ${entry.recordedBy} on` : 'On'} ${day(new Date(entry.recordedAt))}`,
                },
              ]
            : []),
        ]}
      />
      {canEdit && (stage ? <StageActions address={address} /> : <FieldActions {...{ address, entry, source }} />)}
      <Challenges
        address={address}
        spinOutId={spinOut.id}
        challenges={entry.challenges}
        reader={reader}
        challenge={challenge}
        answer={answer}
      />
      <section class="wm-sec wm-mt-6" aria-labelledby="history">
        <SectionHeading id="history">History</SectionHeading>
        {entry.changes.length === 0 && <p class="wm-nil wm-mt-3">Nobody has changed this since it was entered.</p>}
        <ul class="govuk-list wm-mt-3">
          {entry.changes.map(({ id, what, by, at, was }) => (
            <li key={id}>
              {WHAT[what]} {by ? `by ${by} ` : ''}on <time dateTime={at.toISOString()}>{dayAndTime(at)}</time>
              {was && what !== 'recorded' && (
                <Details summary="What it said before">
                  <SummaryList rows={beforeRows(entry, was)} />
                </Details>
              )}
            </li>
          ))}
        </ul>
      </section>
    </Layout>
  );
}

const WHAT = { recorded: 'Recorded', changed: 'Changed', removed: 'Removed' } as const;

const NOT_RECORDED = 'Not recorded';

function fieldInWords(field: NonNullable<EntryPage['field']>, value: unknown): ComponentChildren {
  if (value === null || (Array.isArray(value) && value.length === 0)) return <span class="wm-nil">{NOT_RECORDED}</span>;
  switch (field) {
    case 'service-areas':
      return (value as readonly string[]).map((code) => labelOf(SERVICE_AREAS, code)).join(', ');
    case 'legal-form':
      return labelOf(LEGAL_FORMS, value as string);
    case 'went-live':
      return day(value as string);
    case 'staff':
      return number(value as number);
    case 'parent':
    default:
      return value as string;
  }
}

function stageRows(stage: NonNullable<EntryPage['stage']>): SummaryRow[] {
  return [
    { key: 'Reached on', value: day(stage.happenedOn) },
    ...(stage.endedHow ? [{ key: 'How it ended', value: labelOf(ENDED_HOW, stage.endedHow) }] : []),
    ...(stage.succeededBy ? [{ key: 'Became part of', value: stage.succeededBy }] : []),
    ...(stage.nextProviderKind
      ? [{ key: 'Who runs the service now', value: labelOf(NEXT_PROVIDER_KINDS, stage.nextProviderKind) }]
      : []),
    ...(stage.note ? [{ key: 'What happened', value: stage.note }] : []),
  ];
}

function beforeRows({ stage, field }: EntryPage, was: Readonly<Record<string, unknown>>): SummaryRow[] {
  const source = { key: 'Source', value: typeof was['source'] === 'string' ? was['source'] : 'No evidence' };
  if (stage) {
    const before = { ...(was as unknown as NonNullable<EntryPage['stage']>), succeededBy: null };
    return [{ key: 'Stage', value: stageTitle(before.stage) }, ...stageRows(before), source];
  }
  const value = field === 'parent' ? 'Another body' : fieldInWords(field!, was['value'] ?? null);
  return [{ key: PROFILE_FIELDS[field!], value: was['value'] === null ? NOT_RECORDED : value }, source];
}

function SourceOf({ entry: { sourced, source, sourceUrl } }: { entry: EntryPage }): VNode {
  return <SourceWords {...{ sourced, source, sourceUrl }} />;
}

/** A source, that there is none, or that nobody has said. */
export function SourceWords({
  sourced,
  source,
  sourceUrl,
}: Pick<StageEventRow, 'source' | 'sourceUrl'> & { sourced: boolean }): VNode {
  if (!sourced) return <span class="wm-nil">No source is recorded</span>;
  if (source === null) return <span class="wm-nil">No evidence</span>;
  if (sourceUrl === null) return <span>{source}</span>;
  return (
    <a class="govuk-link" href={sourceUrl} rel="nofollow">
      {source}
    </a>
  );
}

function StageActions({ address }: { address: string }): VNode {
  return (
    <div class="govuk-button-group wm-mt-3">
      <Button look="secondary" href={`${address}/edit`}>
        Put this right
      </Button>
      <Details summary="Remove this stage">
        <p>It disappears from every page. Its history keeps what it said.</p>
        <form method="post" action={`${address}/remove`}>
          <Button look="warning" preventDoubleClick>
            Remove
          </Button>
        </form>
      </Details>
    </div>
  );
}

function FieldActions({ address, entry, source }: { address: string; entry: EntryPage; source: Form }): VNode {
  return (
    <>
      <p>
        <a class="govuk-link" href={`/spin-outs/${entry.spinOut.id}/edit`}>
          Change what it says
        </a>
      </p>
      <Details summary="Say where it comes from" open={source.problems.length > 0}>
        <form method="post" action={`${address}/source`} noValidate>
          <SourceFields form={source} />
          <Button look="secondary" preventDoubleClick>
            Save the source
          </Button>
        </form>
      </Details>
    </>
  );
}

/** Where something comes from, or that there is no evidence for it. */
export function SourceFields({ form, withDate = true }: { form: Form; withDate?: boolean }): VNode {
  return (
    <>
      <Input
        name="source"
        label="Where does this come from?"
        hint="What shows it: a decision, a register, a report"
        value={valueOf(form, 'source')}
        error={problemWith(form, 'source')}
      />
      <Input
        name="sourceUrl"
        label="Address of the source (optional)"
        type="url"
        inputMode="url"
        value={valueOf(form, 'sourceUrl')}
        error={problemWith(form, 'sourceUrl')}
      />
      {withDate && (
        <DateInput {...dayField(form, 'asAt')} legend="Date of the source (optional)" hint="Leave it open for today" />
      )}
      <Checkboxes
        name="noEvidence"
        small
        items={[{ value: 'true', label: 'There is no evidence for this' }]}
        values={valueOf(form, 'noEvidence') === 'true' ? ['true'] : []}
        error={problemWith(form, 'noEvidence')}
      />
    </>
  );
}
