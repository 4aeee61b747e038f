import { type CaseNoteContent, type CaseNoteInput, contentOf, evidenceOf } from '#libs/case-notes';
import { renderMarkdown } from '#libs/platform/markdown';
import { type DemoFiles } from '../demo-files.ts';
import { type DemoCaseNote } from '../files/case-notes.file.ts';
import { idOf } from '#libs/platform/database';
import { type Row, type TableRows } from '../rows.ts';
import { organisationId, organisationNames } from './organisations.rows.ts';
import { personId } from './people.rows.ts';
import { doubtedAt } from './responses.rows.ts';

export const caseNoteId = (key: string): string => idOf('case-note', key);

/** What is not published has no date in the files: it was handed in, or last worked on, in these days. */
const UNPUBLISHED = { submitted: '2026-11-20T15:25:00Z', draft: '2026-11-22T19:50:00Z' } as const;
/** Who read and published them. */
const MODERATORS = ['maya', 'ines'] as const;

export function caseNoteRows(files: DemoFiles): TableRows[] {
  const { caseNotes } = files;
  const names = organisationNames(files);
  const codes = new Map(files.organisations.councils.map(({ key, code }) => [key, code]));
  const workplaces = new Map(files.people.map(({ key, organisation }) => [key, names.get(organisation ?? '') ?? null]));
  return [
    { table: 'case_notes', rows: caseNotes.map((note) => noteRow(note, workplaces.get(note.author) ?? null)) },
    {
      table: 'outcome_measures',
      rows: caseNotes.flatMap(({ key, outcomes }) =>
        outcomes.map((outcome, index) => ({
          case_note_id: caseNoteId(key),
          position: index + 1,
          name: outcome.name,
          unit: outcome.unit,
          better: outcome.better,
          baseline_value: outcome.baselineValue,
          baseline_period: outcome.baselinePeriod,
          later_value: outcome.laterValue,
          later_period: outcome.laterPeriod,
          source: outcome.source,
          confidence: outcome.confidence,
          comparator: outcome.comparator ?? null,
          confidential_until: outcome.confidentialUntil ?? null,
        })),
      ),
    },
    {
      table: 'money_figures',
      rows: caseNotes.flatMap(({ key, money }) =>
        money.map((figure, index) => ({
          case_note_id: caseNoteId(key),
          position: index + 1,
          kind: figure.kind,
          label: figure.label,
          amount: figure.amount,
          per: figure.per,
          from_on: figure.from ?? null,
          to_on: figure.to ?? null,
          basis: figure.basis,
          source: figure.source,
          confidence: figure.confidence,
          net_of: figure.netOf ?? null,
          who_saves: figure.whoSaves ?? null,
          attribution: figure.attribution ?? null,
          stage: figure.stage ?? null,
          confidential_until: figure.confidentialUntil ?? null,
        })),
      ),
    },
    { table: 'case_note_versions', rows: caseNotes.flatMap((note) => versionRows(note, codes)) },
  ];
}

/** A version at each change of status, as the platform keeps them: written, handed in, published. */
function versionRows(note: DemoCaseNote, councilCodes: ReadonlyMap<string, string>): Row[] {
  const { written, submitted, published } = momentsOf(note);
  const happened = [
    { status: 'draft', at: written, by: note.author },
    { status: 'submitted', at: submitted, by: note.author },
    { status: 'published', at: published, by: moderatorFor(note) },
  ];
  return happened
    .filter(({ at }) => at !== null)
    .map(({ status, at, by }, index) => ({
      case_note_id: caseNoteId(note.key),
      version: index + 1,
      status,
      content: versionContent(note, councilCodes),
      changed_by: personId(by),
      at,
    }));
}

function versionContent(note: DemoCaseNote, councilCodes: ReadonlyMap<string, string>): CaseNoteContent {
  const content = contentOf({
    ...note,
    council: councilCodes.get(note.council ?? ''),
    spinOut: note.spinOut ? organisationId(note.spinOut) : undefined,
  } as CaseNoteInput);
  return content;
}

/** When it was first written, handed in and published; null where it was not. */
function momentsOf({ status, publishedOn }: DemoCaseNote) {
  const published = publishedOn ? `${publishedOn}T09:20:00Z` : null;
  const last = published ?? (status === 'submitted' ? UNPUBLISHED.submitted : UNPUBLISHED.draft);
  return {
    written: daysBefore(last, 17),
    submitted: status === 'draft' ? null : daysBefore(last, published ? 6 : 0),
    published,
    last,
  };
}

const moderatorFor = ({ author }: DemoCaseNote): string =>
  MODERATORS.find((moderator) => moderator !== author) ?? MODERATORS[0];

function noteRow(note: DemoCaseNote, workplace: string | null): Row {
  const { written, submitted, published, last } = momentsOf(note);
  const { documents, options, capacity, peopleToAsk } = contentOf({ ...note, council: undefined } as CaseNoteInput);
  const today = new Date().toISOString().slice(0, 10);
  const open = <Figure extends { confidentialUntil?: string }>(figures: readonly Figure[]): Figure[] =>
    figures.filter(({ confidentialUntil }) => !confidentialUntil || confidentialUntil <= today);
  const evidence = evidenceOf(open(note.outcomes), open(note.money), note.authorTie, documents);
  const [opensOn = null] = [...note.outcomes, ...note.money]
    .flatMap(({ confidentialUntil }) => (confidentialUntil && confidentialUntil > today ? [confidentialUntil] : []))
    .toSorted();
  return {
    id: caseNoteId(note.key),
    title: note.title,
    summary: note.summary,
    author_id: personId(note.author),
    author_organisation: workplace,
    author_tie: note.authorTie,
    council_id: note.council ? organisationId(note.council) : null,
    spin_out_id: note.spinOut ? organisationId(note.spinOut) : null,
    service_areas: note.serviceAreas,
    topics: note.topics,
    stage: note.stage,
    result: note.result,
    legal_form: note.legalForm ?? null,
    period_from: note.periodFrom,
    period_to: note.periodTo ?? null,
    what_happened: note.whatHappened,
    what_went_wrong: note.whatWentWrong,
    what_we_would_do_again: note.whatWeWouldDoAgain,
    what_happened_html: renderMarkdown(note.whatHappened),
    what_went_wrong_html: renderMarkdown(note.whatWentWrong),
    what_we_would_do_again_html: renderMarkdown(note.whatWeWouldDoAgain),
    why_not_known: note.whyNotKnown ?? null,
    cost_of_doing_nothing: note.costOfDoingNothing ?? null,
    lawful_help: note.lawfulHelp ?? null,
    political_context: note.politicalContext ?? null,
    done_while_cutting_percent: note.doneWhileCuttingPercent ?? null,
    route: note.route ?? null,
    loss_reason: note.lossReason ?? null,
    decision: note.decision ?? null,
    why_now: note.whyNow ?? null,
    options,
    capacity,
    tactics_used: note.tacticsUsed ?? null,
    objections_met: note.objectionsMet ?? null,
    documents,
    people_to_ask: peopleToAsk,
    political_tags: note.politicalTags ?? [],
    lawful_help_kinds: note.lawfulHelpKinds ?? [],
    figures_open_on: opensOn,
    evidenced: evidence.evidenced,
    verdict: evidence.verdict,
    saving_amount: evidence.savingAmount,
    saving_per: evidence.savingPer,
    evidence_grade: evidence.evidenceGrade,
    status: note.status,
    submitted_at: submitted,
    published_at: published,
    published_by: published ? personId(moderatorFor(note)) : null,
    last_checked_on: note.lastCheckedOn ?? null,
    good_until: note.goodUntil ?? null,
    doubted_at: doubtedAt(note.key),
    // Nobody has checked it yet, so it waits for moderators.
    check_since: doubtedAt(note.key),
    fictional: true,
    version: [written, submitted, published].filter((moment) => moment !== null).length,
    created_at: written,
    updated_at: last,
  };
}

const daysBefore = (moment: string, days: number): string =>
  new Date(Date.parse(moment) - days * 86_400_000).toISOString();
