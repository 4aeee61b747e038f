import { Transform } from 'class-transformer';
import {
  Choice,
  Codes,
  Cursor,
  Day,
  Decimal,
  Flag,
  Id,
  Ids,
  Several,
  Text,
  Whole,
  Wholes,
} from '#libs/platform/inputs';
import { COUNCIL_TYPES, LEGAL_FORMS, NATIONS, REGIONS, ROUTES, SERVICE_AREAS, STAGES, TOPICS } from '#libs/taxonomy';
import {
  type AuthorTie,
  type CaseResult,
  type Confidence,
  type DocumentKind,
  type LossReason,
  type DocumentLicence,
  type Licence,
  type Per,
} from './case-note.entity.ts';
import {
  AUTHOR_TIES,
  codesOf,
  CONFIDENCES,
  DOCUMENT_KINDS,
  LOSS_REASONS,
  DOCUMENT_LICENCES,
  LICENCES,
  MONEY_KINDS,
  OUTCOME_FILTERS,
  type OutcomeFilter,
  PERS,
  LAWFUL_HELP_KINDS,
  type LawfulHelpKind,
  POLITICAL_TAGS,
  type PoliticalTag,
  RESULT_FILTERS,
  type ResultFilter,
  RESULTS,
} from './case-notes.words.ts';
import { type MoneyKind } from './figures.entity.ts';
import { NOTE_PARTS, type NotePart } from './review/parts.ts';

export class OutcomeInput {
  @Text({ label: 'What was measured', max: 120, ask: 'Enter what was measured, such as visits per open hour' })
  readonly name!: string;

  @Text({ label: 'Unit', max: 40, optional: true })
  readonly unit?: string;

  /** Which way is better: nobody types the verdict, it follows from this and the values. */
  @Choice({ label: 'Better', of: ['up', 'down'], ask: 'Say whether more or less is better' })
  readonly better!: 'up' | 'down';

  @Decimal({ label: 'Value before', decimals: 4, optional: true })
  readonly baselineValue?: string;

  @Text({ label: 'Period before', max: 40, optional: true })
  readonly baselinePeriod?: string;

  @Decimal({ label: 'Value after', decimals: 4, optional: true })
  readonly laterValue?: string;

  @Text({ label: 'Period after', max: 40, optional: true })
  readonly laterPeriod?: string;

  @Text({ label: 'Source', max: 300, optional: true })
  readonly source?: string;

  @Choice({ label: 'Who checked it', of: CONFIDENCES, optional: true })
  readonly confidence: Confidence = 'none';

  /** What it is held against: the service elsewhere, a national average. */
  @Text({ label: 'Compared with', max: 300, optional: true })
  readonly comparator?: string;

  /** Until this day only the author and moderators read it. */
  @Day({ label: 'Not to be known until', optional: true })
  readonly confidentialUntil?: string;
}

export class MoneyInput {
  @Choice({ label: 'Kind', of: codesOf(MONEY_KINDS), ask: 'Choose what kind of figure this is' })
  readonly kind!: MoneyKind;

  @Text({ label: 'What it is', max: 120, ask: 'Enter what the money was for' })
  readonly label!: string;

  /** Pounds. Also taken as it is given out: { "amount": "1234.50", "currency": "GBP" }. */
  @Decimal({ label: 'Amount', ask: 'Enter the amount in pounds' })
  @Transform(({ value }: { value: unknown }) => poundsOf(value))
  readonly amount!: string;

  @Choice({ label: 'Per', of: codesOf(PERS), ask: 'Say whether the amount is a year, once or over the contract' })
  readonly per!: Per;

  @Day({ label: 'From', optional: true })
  readonly from?: string;

  @Day({ label: 'To', optional: true })
  readonly to?: string;

  @Text({ label: 'Compared with', max: 300, optional: true })
  readonly basis?: string;

  @Text({ label: 'Source', max: 300, optional: true })
  readonly source?: string;

  @Choice({ label: 'Who checked it', of: CONFIDENCES, optional: true })
  readonly confidence: Confidence = 'none';

  @Text({ label: 'Net of', max: 300, optional: true })
  readonly netOf?: string;

  @Text({ label: 'Who saves', max: 120, optional: true })
  readonly whoSaves?: string;

  @Text({ label: 'What it is owed to', max: 300, optional: true })
  readonly attribution?: string;

  /** The stage in which it was spent or saved. */
  @Choice({ label: 'Stage', of: Object.keys(STAGES), optional: true })
  readonly stage?: string;

  /** Until this day only the author and moderators read it. */
  @Day({ label: 'Not to be known until', optional: true })
  readonly confidentialUntil?: string;
}

/** One way that was considered, chosen or not. */
export class OptionInput {
  @Text({ label: 'Option', max: 120, ask: 'Enter the name of the option' })
  readonly name!: string;

  @Text({ label: 'What it was', max: 600, optional: true })
  readonly description?: string;

  @Decimal({ label: 'Score', optional: true })
  readonly score?: string;

  @Choice({ label: 'Chosen', of: ['yes', 'no'], optional: true })
  readonly chosen: 'yes' | 'no' = 'no';

  @Text({ label: 'Why', max: 600, optional: true })
  readonly why?: string;
}

/** Who worked on it in one stage, and how much. */
export class CapacityInput {
  @Choice({ label: 'Stage', of: Object.keys(STAGES), ask: 'Choose the stage' })
  readonly stage!: string;

  @Text({ label: 'Role', max: 120, ask: 'Enter the role, such as finance lead' })
  readonly role!: string;

  @Decimal({ label: 'Days a week', optional: true })
  readonly daysPerWeek?: string;

  @Decimal({ label: 'Months', optional: true })
  readonly months?: string;
}

export class DocumentInput {
  @Text({ label: 'Title', max: 200, ask: 'Enter the title of the document' })
  readonly title!: string;

  /** https://… */
  @Text({ label: 'Address', max: 500, optional: true })
  readonly address?: string;

  @Text({ label: 'Where it is', max: 300, optional: true })
  readonly description?: string;

  @Day({ label: 'Date', optional: true })
  readonly date?: string;

  @Choice({ label: 'Kind', of: codesOf(DOCUMENT_KINDS), optional: true })
  readonly kind: DocumentKind = 'other';

  @Choice({ label: 'Licence', of: codesOf(DOCUMENT_LICENCES), optional: true })
  readonly licence: DocumentLicence = 'all-rights-reserved';
}

export class PersonToAskInput {
  /** A role, no name. */
  @Text({ label: 'Role', max: 200, ask: 'Enter a role, such as the head of service at the time' })
  readonly role!: string;
}

const TITLE = { label: 'Title', min: 10, max: 200, ask: 'Enter a title that says what happened' };

/** No default values: so a part of a note can be told from one with empty fields. */
class CaseNoteFields {
  @Text({ label: 'Summary', max: 600, optional: true })
  readonly summary?: string;

  /** Code ("DEV"), id, or exact name. */
  @Text({ label: 'Council', max: 200, optional: true })
  readonly council?: string;

  /** Id or exact name. */
  @Text({ label: 'Spin-out', max: 200, optional: true })
  readonly spinOut?: string;

  @Codes({ label: 'Service areas', of: Object.keys(SERVICE_AREAS), optional: true, max: 5 })
  readonly serviceAreas?: string[];

  @Codes({ label: 'Topics', of: Object.keys(TOPICS), optional: true, max: 8 })
  readonly topics?: string[];

  @Choice({ label: 'Stage', of: Object.keys(STAGES), optional: true })
  readonly stage?: string;

  @Choice({ label: 'Result', of: codesOf(RESULTS), optional: true })
  readonly result?: CaseResult;

  @Choice({ label: 'Legal form', of: Object.keys(LEGAL_FORMS), optional: true })
  readonly legalForm?: string;

  /** How the service was contracted. */
  @Choice({ label: 'Route', of: Object.keys(ROUTES), optional: true })
  readonly route?: string;

  /** Only where a bid or the contract was lost. */
  @Choice({ label: 'Why it was lost', of: codesOf(LOSS_REASONS), optional: true })
  readonly lossReason?: LossReason;

  @Day({ label: 'When it began', optional: true })
  readonly periodFrom?: string;

  @Day({ label: 'When it ended', optional: true })
  readonly periodTo?: string;

  @Several({ label: 'Measures', of: OutcomeInput, max: 20, optional: true })
  readonly outcomes?: OutcomeInput[];

  @Text({ label: 'Why it is not known', max: 600, optional: true })
  readonly whyNotKnown?: string;

  @Several({ label: 'Money', of: MoneyInput, max: 20, optional: true })
  readonly money?: MoneyInput[];

  @Text({ label: 'What happened', max: 20_000, optional: true })
  readonly whatHappened?: string;

  @Text({ label: 'What went wrong', max: 10_000, optional: true })
  readonly whatWentWrong?: string;

  @Text({ label: 'What you would do again', max: 10_000, optional: true })
  readonly whatWeWouldDoAgain?: string;

  @Text({ label: 'The cost of doing nothing', max: 2_000, optional: true })
  readonly costOfDoingNothing?: string;

  @Text({ label: 'Lawful help', max: 500, optional: true })
  readonly lawfulHelp?: string;

  @Text({ label: 'Politics at the time', max: 500, optional: true })
  readonly politicalContext?: string;

  @Decimal({ label: 'Cut at the same time, in %', optional: true })
  readonly doneWhileCuttingPercent?: string;

  @Choice({ label: 'Your tie', of: codesOf(AUTHOR_TIES), optional: true })
  readonly authorTie?: AuthorTie;

  @Text({ label: 'What was decided', max: 2_000, optional: true })
  readonly decision?: string;

  @Text({ label: 'Why now', max: 2_000, optional: true })
  readonly whyNow?: string;

  @Several({ label: 'Options', of: OptionInput, max: 10, optional: true })
  readonly options?: OptionInput[];

  @Several({ label: 'Capacity', of: CapacityInput, max: 20, optional: true })
  readonly capacity?: CapacityInput[];

  @Text({ label: 'Tactics used', max: 5_000, optional: true })
  readonly tacticsUsed?: string;

  @Text({ label: 'Objections met', max: 5_000, optional: true })
  readonly objectionsMet?: string;

  @Several({ label: 'Documents', of: DocumentInput, max: 20, optional: true })
  readonly documents?: DocumentInput[];

  @Several({ label: 'People to ask', of: PersonToAskInput, max: 5, optional: true })
  readonly peopleToAsk?: PersonToAskInput[];

  @Codes({ label: 'Politics', of: codesOf(POLITICAL_TAGS), optional: true })
  readonly politicalTags?: PoliticalTag[];

  @Codes({ label: 'Kinds of lawful help', of: codesOf(LAWFUL_HELP_KINDS), optional: true })
  readonly lawfulHelpKinds?: LawfulHelpKind[];

  /** To be published as evidenced: refused while something for that is missing. */
  @Flag({ label: 'Publish as evidenced', optional: true })
  readonly claimsEvidenced?: boolean;

  @Choice({ label: 'Licence', of: codesOf(LICENCES), optional: true })
  readonly licence?: Licence;
}

/** A whole note. A draft needs its title alone; what else has to be there is checked when it is submitted. */
export class CaseNoteInput extends CaseNoteFields {
  @Text(TITLE)
  readonly title!: string;
}

/** Some fields of a note; a list replaces the whole list. */
export class CaseNoteChangeInput extends CaseNoteFields {
  @Text({ ...TITLE, optional: true })
  readonly title?: string;
}

/** About one section of a note. */
export class ReviewCommentInput {
  @Choice({ label: 'Section', of: codesOf(NOTE_PARTS), ask: 'Choose the section' })
  readonly section!: NotePart;

  @Text({ label: 'Comment', max: 2_000, ask: 'Enter what you ask or suggest' })
  readonly body!: string;
}

export class ReturnInput {
  /** May be left out where a comment on a section says it. */
  @Text({ label: 'What should change', max: 2_000, optional: true })
  readonly comment?: string;

  @Several({ label: 'Comments', of: ReviewCommentInput, max: 20, optional: true })
  readonly comments?: ReviewCommentInput[];
}

export class WithdrawInput {
  @Text({ label: 'Reason', max: 1_000, ask: 'Say why the note is withdrawn. Readers will see this' })
  readonly reason!: string;

  /** The id or the address of the published note to read in its place. */
  @Text({ label: 'Note to read in its place', max: 300, optional: true })
  readonly replacedBy?: string;
}

/** Several values of one field mean any of them; several fields mean all of them. */
export class CaseNoteListInput {
  @Codes({ label: 'Service area', of: Object.keys(SERVICE_AREAS), max: 25, optional: true })
  readonly serviceArea: string[] = [];

  @Codes({ label: 'Stage', of: Object.keys(STAGES), max: 13, optional: true })
  readonly stage: string[] = [];

  @Codes({ label: 'Topic', of: Object.keys(TOPICS), max: 25, optional: true })
  readonly topic: string[] = [];

  /** `lost` is a lost bid as well as a lost contract. */
  @Codes({ label: 'Result', of: codesOf(RESULT_FILTERS), optional: true })
  readonly result: ResultFilter[] = [];

  /** Did the service get better or worse? `lost` as a result. */
  @Codes({ label: 'Outcome', of: OUTCOME_FILTERS, optional: true })
  readonly outcome: OutcomeFilter[] = [];

  /** How the service was contracted. */
  @Codes({ label: 'Route', of: Object.keys(ROUTES), max: 25, optional: true })
  readonly route: string[] = [];

  /** What the politics were. */
  @Codes({ label: 'Politics', of: codesOf(POLITICAL_TAGS), optional: true })
  readonly politicalTag: PoliticalTag[] = [];

  @Codes({ label: 'Nation', of: NATIONS, optional: true })
  readonly nation: string[] = [];

  @Codes({ label: 'Region', of: REGIONS, max: 12, optional: true })
  readonly region: string[] = [];

  @Codes({ label: 'Type of council', of: Object.keys(COUNCIL_TYPES), max: 12, optional: true })
  readonly councilType: string[] = [];

  @Codes({ label: 'Legal form', of: Object.keys(LEGAL_FORMS), max: 14, optional: true })
  readonly legalForm: string[] = [];

  /** Years in which it happened, from the first to the last. */
  @Wholes({ label: 'Year', min: 1900, max: 2200, optional: true })
  readonly year: number[] = [];

  /** Done while so many per cent were cut, or more; a note that does not say is not among them, also for 0. */
  @Whole({ label: 'Done while cutting', min: 0, max: 100, optional: true })
  readonly doneWhileCutting?: number;

  /** The code of a council; what its predecessors did is among it. */
  @Text({ label: 'Council', max: 12, optional: true })
  readonly council?: string;

  /** The code or name of a council, or `mine` for one's own: from it and from the 20 councils most like it. */
  @Text({ label: 'Councils like', max: 100, optional: true })
  readonly like?: string;

  @Id({ label: 'Spin-out', optional: true })
  readonly spinOut?: string;

  /** Absent: both evidenced notes and outlines. */
  @Flag({ label: 'Evidenced', optional: true })
  readonly evidenced?: boolean;

  @Choice({ label: 'Sort', of: ['newest', 'evidence'], optional: true })
  readonly sort: 'newest' | 'evidence' = 'newest';

  @Cursor()
  readonly after?: string;

  @Whole({ label: 'limit', min: 1, max: 100, optional: true })
  readonly limit: number = 20;
}

/** As the list, and whether to count what each value of a filter would find. */
export class CountedCaseNoteListInput extends CaseNoteListInput {
  @Flag({ label: 'counts', optional: true })
  readonly counts: boolean = false;
}

export class CompareInput {
  /** Two to four notes, as `ids=a,b` or `ids=a&ids=b`, in the order in which they stand side by side. */
  @Ids({ label: 'ids', min: 2, max: 4 })
  @Transform(({ value }: { value: unknown }) => idsOf(value))
  readonly ids!: string[];
}

/** Each once, however they came. */
function idsOf(value: unknown): unknown {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return [...new Set(list.flatMap((one) => (typeof one === 'string' ? one.split(',') : [one])))].filter(
    (one) => one !== '' && one !== undefined,
  );
}

function poundsOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { amount, currency } = value as { amount?: unknown; currency?: unknown };
  return currency === 'GBP' ? amount : value;
}
