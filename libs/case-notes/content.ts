import {
  type AuthorTie,
  type CapacityContent,
  type CaseResult,
  type Confidence,
  type DocumentContent,
  type LossReason,
  type Licence,
  type OptionContent,
  type Per,
} from './case-note.entity.ts';
import {
  type CapacityInput,
  type CaseNoteInput,
  type DocumentInput,
  type MoneyInput,
  type OptionInput,
  type OutcomeInput,
} from './case-notes.inputs.ts';
import { type LawfulHelpKind, LOSSES, type PoliticalTag } from './case-notes.words.ts';
import { hasPeriod, isEvidencedMoney, isEvidencedOutcome } from './evidence.ts';
import { type MoneyKind } from './figures.entity.ts';

/** What an author wrote, with nothing left out: kept at every version, compared when two edit at once. */
export interface CaseNoteContent {
  readonly title: string;
  readonly summary: string;
  /** The code of a council. */
  readonly council: string | null;
  /** The id of a spin-out. */
  readonly spinOut: string | null;
  readonly serviceAreas: readonly string[];
  readonly topics: readonly string[];
  readonly stage: string | null;
  readonly result: CaseResult | null;
  readonly legalForm: string | null;
  readonly route: string | null;
  readonly lossReason: LossReason | null;
  readonly periodFrom: string | null;
  readonly periodTo: string | null;
  readonly outcomes: readonly OutcomeContent[];
  readonly whyNotKnown: string | null;
  readonly money: readonly MoneyContent[];
  readonly whatHappened: string;
  readonly whatWentWrong: string;
  readonly whatWeWouldDoAgain: string;
  readonly costOfDoingNothing: string | null;
  readonly lawfulHelp: string | null;
  readonly politicalContext: string | null;
  readonly doneWhileCuttingPercent: string | null;
  readonly authorTie: AuthorTie;
  readonly decision: string | null;
  readonly whyNow: string | null;
  readonly options: readonly OptionContent[];
  readonly capacity: readonly CapacityContent[];
  readonly tacticsUsed: string | null;
  readonly objectionsMet: string | null;
  readonly documents: readonly DocumentContent[];
  /** Roles, no names. */
  readonly peopleToAsk: readonly { readonly role: string }[];
  readonly politicalTags: readonly PoliticalTag[];
  readonly lawfulHelpKinds: readonly LawfulHelpKind[];
  /** To be published as evidenced, or not at all. */
  readonly claimsEvidenced: boolean;
  readonly licence: Licence;
}

export interface OutcomeContent {
  readonly name: string;
  readonly unit: string;
  readonly better: 'up' | 'down';
  readonly baselineValue: string | null;
  readonly baselinePeriod: string | null;
  readonly laterValue: string | null;
  readonly laterPeriod: string | null;
  readonly source: string | null;
  readonly confidence: Confidence;
  readonly comparator: string | null;
  readonly confidentialUntil: string | null;
}

export interface MoneyContent {
  readonly kind: MoneyKind;
  readonly label: string;
  readonly amount: string;
  readonly per: Per;
  readonly from: string | null;
  readonly to: string | null;
  readonly basis: string | null;
  readonly source: string | null;
  readonly confidence: Confidence;
  readonly netOf: string | null;
  readonly whoSaves: string | null;
  readonly attribution: string | null;
  readonly stage: string | null;
  readonly confidentialUntil: string | null;
}

/** What was asked for, with absent and null made one. Council and spin-out stay as they were typed. */
export const contentOf = (input: CaseNoteInput): CaseNoteContent => ({
  title: input.title,
  summary: input.summary ?? '',
  council: input.council ?? null,
  spinOut: input.spinOut ?? null,
  serviceAreas: input.serviceAreas ?? [],
  topics: input.topics ?? [],
  stage: input.stage ?? null,
  result: input.result ?? null,
  legalForm: input.legalForm ?? null,
  route: input.route ?? null,
  lossReason: input.lossReason ?? null,
  periodFrom: input.periodFrom ?? null,
  periodTo: input.periodTo ?? null,
  outcomes: (input.outcomes ?? []).map(outcomeContent),
  whyNotKnown: input.whyNotKnown ?? null,
  money: (input.money ?? []).map(moneyContent),
  whatHappened: input.whatHappened ?? '',
  whatWentWrong: input.whatWentWrong ?? '',
  whatWeWouldDoAgain: input.whatWeWouldDoAgain ?? '',
  costOfDoingNothing: input.costOfDoingNothing ?? null,
  lawfulHelp: input.lawfulHelp ?? null,
  politicalContext: input.politicalContext ?? null,
  doneWhileCuttingPercent: input.doneWhileCuttingPercent ?? null,
  authorTie: input.authorTie ?? 'none',
  decision: input.decision ?? null,
  whyNow: input.whyNow ?? null,
  options: (input.options ?? []).map(optionContent),
  capacity: (input.capacity ?? []).map(capacityContent),
  tacticsUsed: input.tacticsUsed ?? null,
  objectionsMet: input.objectionsMet ?? null,
  documents: (input.documents ?? []).map(documentContent),
  peopleToAsk: (input.peopleToAsk ?? []).map(({ role }) => ({ role })),
  politicalTags: input.politicalTags ?? [],
  lawfulHelpKinds: input.lawfulHelpKinds ?? [],
  claimsEvidenced: input.claimsEvidenced ?? false,
  licence: input.licence ?? 'CC BY 4.0',
});

const optionContent = ({ name, description, score, chosen, why }: OptionInput): OptionContent => ({
  name,
  description: description ?? null,
  score: score ?? null,
  chosen: chosen ?? 'no',
  why: why ?? null,
});

const capacityContent = ({ stage, role, daysPerWeek, months }: CapacityInput): CapacityContent => ({
  stage,
  role,
  daysPerWeek: daysPerWeek ?? null,
  months: months ?? null,
});

const documentContent = ({ title, address, description, date, kind, licence }: DocumentInput): DocumentContent => ({
  title,
  address: address ?? null,
  description: description ?? null,
  date: date ?? null,
  kind: kind ?? 'other',
  licence: licence ?? 'all-rights-reserved',
});

const outcomeContent = (outcome: OutcomeInput): OutcomeContent => ({
  name: outcome.name,
  unit: outcome.unit ?? '',
  better: outcome.better,
  baselineValue: outcome.baselineValue ?? null,
  baselinePeriod: outcome.baselinePeriod ?? null,
  laterValue: outcome.laterValue ?? null,
  laterPeriod: outcome.laterPeriod ?? null,
  source: outcome.source ?? null,
  confidence: outcome.confidence ?? 'none',
  comparator: outcome.comparator ?? null,
  confidentialUntil: outcome.confidentialUntil ?? null,
});

const moneyContent = (figure: MoneyInput): MoneyContent => ({
  kind: figure.kind,
  label: figure.label,
  amount: figure.amount,
  per: figure.per,
  from: figure.from ?? null,
  to: figure.to ?? null,
  basis: figure.basis ?? null,
  source: figure.source ?? null,
  confidence: figure.confidence ?? 'none',
  netOf: figure.netOf ?? null,
  whoSaves: figure.whoSaves ?? null,
  attribution: figure.attribution ?? null,
  stage: figure.stage ?? null,
  confidentialUntil: figure.confidentialUntil ?? null,
});

interface Problem {
  field: string;
  message: string;
}

/** What is wrong with a note as a whole, beyond each field by itself. */
export function contradictionsIn({
  periodFrom,
  periodTo,
  money,
  documents,
  doneWhileCuttingPercent,
  result,
  lossReason,
  lawfulHelpKinds,
}: CaseNoteContent): Problem[] {
  const problems: Problem[] = [];
  if (isBefore(periodTo, periodFrom)) {
    problems.push({ field: 'periodTo', message: 'The end must not be before the beginning' });
  }
  const percent = Number(doneWhileCuttingPercent ?? 0);
  if (percent < 0 || percent > 100) {
    problems.push({ field: 'doneWhileCuttingPercent', message: 'The cut must be from 0 to 100 %' });
  }
  if (lossReason !== null && !isLoss(result)) {
    problems.push({
      field: 'lossReason',
      message: 'Leave out why it was lost, or say that the bid or the contract was lost',
    });
  }
  if (lawfulHelpKinds.includes('none') && lawfulHelpKinds.length > 1) {
    problems.push({ field: 'lawfulHelpKinds', message: 'Choose “None” alone, or the kinds of help that there were' });
  }
  for (const [i, { from, to }] of money.entries()) {
    if (isBefore(to, from)) {
      problems.push({ field: `money.${i}.to`, message: 'The end of the period must not be before its beginning' });
    }
  }
  for (const [i, { address }] of documents.entries()) {
    if (address !== null && !/^https?:\/\/[^\s/]+/i.test(address)) {
      problems.push({ field: `documents.${i}.address`, message: 'The address must begin with https://' });
    }
  }
  return problems;
}

type Gaps = Pick<
  CaseNoteContent,
  | 'summary'
  | 'serviceAreas'
  | 'stage'
  | 'result'
  | 'outcomes'
  | 'whyNotKnown'
  | 'whatHappened'
  | 'money'
  | 'options'
  | 'claimsEvidenced'
>;

/** What a draft still lacks before anybody can be asked to read it. */
export function gapsIn(content: Gaps): Problem[] {
  const needed: [boolean, string, string][] = [
    [content.summary !== '', 'summary', 'Enter a summary: one or two sentences that say how it went'],
    [content.serviceAreas.length > 0, 'serviceAreas', 'Choose at least one service area'],
    [content.stage !== null, 'stage', 'Choose the stage they have reached'],
    [content.result !== null, 'result', 'Choose what became of it'],
    [
      content.outcomes.length > 0 || content.whyNotKnown !== null,
      'whyNotKnown',
      'Enter a measure of the service, or say why it is not known whether the service got worse',
    ],
    [content.whatHappened !== '', 'whatHappened', 'Enter what happened'],
  ];
  return [
    ...needed.filter(([there]) => !there).map(([, field, message]) => ({ field, message })),
    ...content.money.flatMap((figure, i) =>
      figure.kind === 'saving' && figure.per === 'year' && !hasPeriod(figure)
        ? [{ field: `money.${i}.from`, message: 'Enter the period in which this was saved each year' }]
        : [],
    ),
    ...(content.options.length === 1
      ? [{ field: 'options.1.name', message: 'Enter a second option: one alone was no choice' }]
      : []),
    ...(content.claimsEvidenced ? gapsToEvidenced(content) : []),
  ];
}

/** What a note lacks that its author wants published as evidenced; each at the field where it goes. */
function gapsToEvidenced({ outcomes, money }: Pick<Gaps, 'outcomes' | 'money'>): Problem[] {
  const needed: [boolean, string, string][] = [
    [
      outcomes.some(isEvidencedOutcome),
      'outcomes.0.baselineValue',
      'To be evidenced, enter a measure with a value before and after and its source',
    ],
    [
      money.some(isEvidencedMoney),
      'money.0.amount',
      'To be evidenced, enter a figure for money with its period and its source',
    ],
  ];
  return needed.filter(([there]) => !there).map(([, field, message]) => ({ field, message }));
}

/** A result that has a reason: somebody else got the work. */
export const isLoss = (result: CaseNoteContent['result']): boolean => LOSSES.some((loss) => loss === result);

/** Days as texts order as they stand. */
const isBefore = (day: string | null, other: string | null): boolean => day !== null && other !== null && day < other;
