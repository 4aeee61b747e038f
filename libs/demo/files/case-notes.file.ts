import {
  CapacityInput,
  type CaseResult,
  codesOf,
  DocumentInput,
  LOSS_REASONS,
  type LossReason,
  OptionInput,
  PersonToAskInput,
  LAWFUL_HELP_KINDS,
  type LawfulHelpKind,
  POLITICAL_TAGS,
  type PoliticalTag,
  RESULTS,
} from '#libs/case-notes';
import { Choice, Codes, Day, Decimal, Several, Text } from '#libs/platform/inputs';
import { LEGAL_FORMS, ROUTES, SERVICE_AREAS, STAGES, TOPICS } from '#libs/taxonomy';
import { codes, GRADES, type Grade, KEY } from './words.ts';

class OutcomeInput {
  @Text({ label: 'name', max: 120 })
  readonly name!: string;

  @Text({ label: 'unit', max: 40 })
  readonly unit!: string;

  @Choice({ label: 'better', of: ['up', 'down'] })
  readonly better!: 'up' | 'down';

  @Decimal({ label: 'baselineValue', decimals: 4 })
  readonly baselineValue!: string;

  @Text({ label: 'baselinePeriod', max: 40 })
  readonly baselinePeriod!: string;

  @Decimal({ label: 'laterValue', decimals: 4 })
  readonly laterValue!: string;

  @Text({ label: 'laterPeriod', max: 40 })
  readonly laterPeriod!: string;

  @Text({ label: 'source', max: 300 })
  readonly source!: string;

  @Choice({ label: 'confidence', of: GRADES })
  readonly confidence!: Grade;

  @Text({ label: 'comparator', max: 300, optional: true })
  readonly comparator?: string;

  @Day({ label: 'confidentialUntil', optional: true })
  readonly confidentialUntil?: string;
}

class MoneyInput {
  @Choice({ label: 'kind', of: ['saving', 'cost', 'setup', 'investment', 'price'] })
  readonly kind!: 'saving' | 'cost' | 'setup' | 'investment' | 'price';

  @Text({ label: 'label', max: 120 })
  readonly label!: string;

  @Decimal({ label: 'amount' })
  readonly amount!: string;

  @Choice({ label: 'per', of: ['year', 'once', 'contract'] })
  readonly per!: 'year' | 'once' | 'contract';

  @Day({ label: 'from', optional: true })
  readonly from?: string | null;

  @Day({ label: 'to', optional: true })
  readonly to?: string | null;

  @Text({ label: 'basis', max: 300 })
  readonly basis!: string;

  @Text({ label: 'source', max: 300 })
  readonly source!: string;

  @Choice({ label: 'confidence', of: GRADES })
  readonly confidence!: Grade;

  @Text({ label: 'netOf', max: 300, optional: true })
  readonly netOf?: string;

  @Text({ label: 'whoSaves', max: 120, optional: true })
  readonly whoSaves?: string;

  @Text({ label: 'attribution', max: 300, optional: true })
  readonly attribution?: string;

  @Choice({ label: 'stage', of: codes(STAGES), optional: true })
  readonly stage?: string;

  @Day({ label: 'confidentialUntil', optional: true })
  readonly confidentialUntil?: string;
}

class DemoCaseNoteInput {
  @Text(KEY)
  readonly key!: string;

  @Text({ label: 'title', max: 200 })
  readonly title!: string;

  @Text({ label: 'summary', max: 600 })
  readonly summary!: string;

  @Text({ label: 'author', max: 80 })
  readonly author!: string;

  @Text({ label: 'council', max: 80, optional: true })
  readonly council?: string | null;

  @Text({ label: 'spinOut', max: 80, optional: true })
  readonly spinOut?: string | null;

  @Codes({ label: 'serviceAreas', of: codes(SERVICE_AREAS) })
  readonly serviceAreas!: string[];

  @Codes({ label: 'topics', of: codes(TOPICS) })
  readonly topics!: string[];

  @Choice({ label: 'stage', of: codes(STAGES) })
  readonly stage!: string;

  @Choice({ label: 'result', of: codes(RESULTS) })
  readonly result!: CaseResult;

  @Choice({ label: 'legalForm', of: codes(LEGAL_FORMS), optional: true })
  readonly legalForm?: string | null;

  @Day({ label: 'periodFrom' })
  readonly periodFrom!: string;

  @Day({ label: 'periodTo', optional: true })
  readonly periodTo?: string | null;

  @Text({ label: 'whatHappened', max: 20_000 })
  readonly whatHappened!: string;

  @Text({ label: 'whatWentWrong', max: 10_000 })
  readonly whatWentWrong!: string;

  @Text({ label: 'whatWeWouldDoAgain', max: 10_000 })
  readonly whatWeWouldDoAgain!: string;

  @Text({ label: 'costOfDoingNothing', max: 2000, optional: true })
  readonly costOfDoingNothing?: string | null;

  @Text({ label: 'lawfulHelp', max: 500, optional: true })
  readonly lawfulHelp?: string | null;

  @Text({ label: 'politicalContext', max: 500, optional: true })
  readonly politicalContext?: string | null;

  @Decimal({ label: 'doneWhileCuttingPercent', optional: true })
  readonly doneWhileCuttingPercent?: string | null;

  @Choice({ label: 'authorTie', of: ['staff', 'commissioner', 'adviser_paid', 'adviser_unpaid', 'none'] })
  readonly authorTie!: 'staff' | 'commissioner' | 'adviser_paid' | 'adviser_unpaid' | 'none';

  @Several({ label: 'outcomes', of: OutcomeInput, max: 20 })
  readonly outcomes!: OutcomeInput[];

  /** Where there are no outcomes. */
  @Text({ label: 'whyNotKnown', max: 600, optional: true })
  readonly whyNotKnown?: string | null;

  @Several({ label: 'money', of: MoneyInput, max: 20 })
  readonly money!: MoneyInput[];

  @Choice({ label: 'route', of: codes(ROUTES), optional: true })
  readonly route?: string;

  @Choice({ label: 'lossReason', of: codesOf(LOSS_REASONS), optional: true })
  readonly lossReason?: LossReason;

  @Text({ label: 'decision', max: 2000, optional: true })
  readonly decision?: string;

  @Text({ label: 'whyNow', max: 2000, optional: true })
  readonly whyNow?: string;

  @Several({ label: 'options', of: OptionInput, max: 10, optional: true })
  readonly options?: OptionInput[];

  @Several({ label: 'capacity', of: CapacityInput, max: 20, optional: true })
  readonly capacity?: CapacityInput[];

  @Text({ label: 'tacticsUsed', max: 5000, optional: true })
  readonly tacticsUsed?: string;

  @Text({ label: 'objectionsMet', max: 5000, optional: true })
  readonly objectionsMet?: string;

  @Several({ label: 'documents', of: DocumentInput, max: 20, optional: true })
  readonly documents?: DocumentInput[];

  @Several({ label: 'peopleToAsk', of: PersonToAskInput, max: 5, optional: true })
  readonly peopleToAsk?: PersonToAskInput[];

  @Codes({ label: 'politicalTags', of: codesOf(POLITICAL_TAGS), optional: true })
  readonly politicalTags?: PoliticalTag[];

  @Codes({ label: 'lawfulHelpKinds', of: codesOf(LAWFUL_HELP_KINDS), optional: true })
  readonly lawfulHelpKinds?: LawfulHelpKind[];

  @Choice({ label: 'status', of: ['draft', 'submitted', 'published', 'withdrawn'] })
  readonly status!: 'draft' | 'submitted' | 'published' | 'withdrawn';

  @Day({ label: 'publishedOn', optional: true })
  readonly publishedOn?: string | null;

  @Day({ label: 'lastCheckedOn', optional: true })
  readonly lastCheckedOn?: string | null;

  @Day({ label: 'goodUntil', optional: true })
  readonly goodUntil?: string | null;
}

export class CaseNotesFile {
  @Several({ label: 'case notes', of: DemoCaseNoteInput, max: 500 })
  readonly items!: DemoCaseNoteInput[];
}

export type DemoCaseNote = DemoCaseNoteInput;
