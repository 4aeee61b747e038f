import { Choice, Codes, Cursor, Flag, Text, Whole } from '#libs/platform/inputs';
import { codesOf, OUTCOME_FILTERS, type OutcomeFilter, RESULT_FILTERS, type ResultFilter } from '#libs/case-notes';
import { COUNCIL_TYPES, LEGAL_FORMS, NATIONS, REGIONS, SERVICE_AREAS, STAGES, TOPICS } from '#libs/taxonomy';

export const RESULT_TYPES = [
  'case-note',
  'question',
  'guidance',
  'tactic',
  'objection',
  'council',
  'spin-out',
  'person',
] as const;
export type ResultType = (typeof RESULT_TYPES)[number];

/** Several values of one field mean any of them; several fields mean all of them. */
export class SearchInput {
  @Text({ label: 'q', max: 1_000, optional: true })
  readonly q?: string;

  @Codes({ label: 'Type', of: RESULT_TYPES, optional: true })
  readonly type: ResultType[] = [];

  @Codes({ label: 'Service area', of: Object.keys(SERVICE_AREAS), optional: true })
  readonly serviceArea: string[] = [];

  @Codes({ label: 'Topic', of: Object.keys(TOPICS), optional: true })
  readonly topic: string[] = [];

  @Codes({ label: 'Stage', of: Object.keys(STAGES), max: 13, optional: true })
  readonly stage: string[] = [];

  @Codes({ label: 'Nation', of: NATIONS, optional: true })
  readonly nation: string[] = [];

  @Codes({ label: 'Region', of: REGIONS, max: 12, optional: true })
  readonly region: string[] = [];

  @Codes({ label: 'Type of council', of: Object.keys(COUNCIL_TYPES), optional: true })
  readonly councilType: string[] = [];

  @Codes({ label: 'Legal form', of: Object.keys(LEGAL_FORMS), optional: true })
  readonly legalForm: string[] = [];

  /** Did the service get better or worse? `lost` as a result. */
  @Codes({ label: 'Outcome', of: OUTCOME_FILTERS, optional: true })
  readonly outcome: OutcomeFilter[] = [];

  /** What became of a case; `lost` is a lost bid as well as a lost contract. */
  @Codes({ label: 'Result', of: codesOf(RESULT_FILTERS), optional: true })
  readonly result: ResultFilter[] = [];

  /** Who says so. */
  @Codes({
    label: 'Evidence',
    of: ['audited', 'inspected', 'commissioner', 'self', 'media', 'none'],
    optional: true,
  })
  readonly grade: string[] = [];

  /** Only case notes with an outcome and a figure. */
  @Flag({ label: 'evidenced', optional: true })
  readonly evidenced: boolean = false;

  @Codes({ label: 'Answered', of: ['unanswered', 'answered', 'accepted'], optional: true })
  readonly answered: string[] = [];

  /** The code or the name of a council: only what comes from it and from the 20 councils most like it. */
  @Text({ label: 'similarTo', max: 100, optional: true })
  readonly similarTo?: string;

  @Choice({ label: 'Sort', of: ['best', 'newest', 'evidence'], optional: true })
  readonly sort: 'best' | 'newest' | 'evidence' = 'best';

  /** My words as I typed them, without others that mean the same. */
  @Flag({ label: 'exact', optional: true })
  readonly exact: boolean = false;

  @Cursor()
  readonly after?: string;

  @Whole({ label: 'limit', min: 1, max: 100, optional: true })
  readonly limit: number = 20;
}

export class SimilarInput {
  @Text({ label: 'Title', max: 200 })
  readonly title!: string;

  @Text({ label: 'Body', max: 20_000, optional: true })
  readonly body?: string;
}
