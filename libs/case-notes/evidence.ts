import { type AuthorTie, type Confidence, type Per, type Verdict } from './case-note.entity.ts';
import { CONFIDENCES } from './case-notes.words.ts';
import { type MoneyKind } from './figures.entity.ts';

/** What is asked of an outcome measure here; values are decimal texts ("14.2"), absent or null where not known. */
export interface OutcomeFacts {
  readonly better: 'up' | 'down';
  readonly baselineValue?: string | null;
  readonly laterValue?: string | null;
  readonly source?: string | null;
  readonly confidence?: Confidence;
}

export interface MoneyFacts {
  readonly kind: MoneyKind;
  readonly amount: string;
  readonly per: Per;
  readonly from?: string | null;
  readonly to?: string | null;
  readonly source?: string | null;
  readonly confidence?: Confidence;
}

/** A document that the note names. */
export interface NamedDocument {
  readonly title: string;
}

/** What lists and cards show of a note; the service keeps it in step with the rows. */
export interface Evidence {
  readonly evidenced: boolean;
  readonly verdict: Verdict;
  readonly savingAmount: string | null;
  readonly savingPer: Per | null;
  readonly evidenceGrade: Confidence;
}

export const evidenceOf = (
  outcomes: readonly OutcomeFacts[],
  money: readonly MoneyFacts[],
  tie: AuthorTie,
  documents: readonly NamedDocument[] = [],
): Evidence => {
  const saving = headlineSaving(money);
  return {
    evidenced: isEvidenced(outcomes, money),
    verdict: verdictOf(outcomes),
    savingAmount: saving?.amount ?? null,
    savingPer: saving?.per ?? null,
    evidenceGrade: gradeOf(outcomes, money, tie, documents),
  };
};

/** Computed, never typed. The database computes the same for each row (outcome_measures.verdict); a test holds them together. */
export function outcomeVerdict({ better, baselineValue, laterValue }: OutcomeFacts): Exclude<Verdict, 'mixed'> {
  if (baselineValue == null || laterValue == null) return 'unknown';
  const before = exact(baselineValue);
  const after = exact(laterValue);
  if (before === after) return 'same';
  return after > before === (better === 'up') ? 'better' : 'worse';
}

/**
 * Did the service get worse? Over all measures with a value before and after; the others say nothing. Some better and
 * some worse is `mixed`, whatever their number: nobody here weighs one measure against another.
 */
export function verdictOf(outcomes: readonly OutcomeFacts[]): Verdict {
  const verdicts = new Set(outcomes.map(outcomeVerdict));
  if (verdicts.has('better')) return verdicts.has('worse') ? 'mixed' : 'better';
  if (verdicts.has('worse')) return 'worse';
  return verdicts.has('same') ? 'same' : 'unknown';
}

/** A figure is for a time when it says from when or until when; "a year" alone does not say which. */
export const hasPeriod = ({ from, to }: Pick<MoneyFacts, 'from' | 'to'>): boolean => Boolean(from ?? to);

const hasSource = ({ source }: { source?: string | null }): boolean => Boolean(source?.trim());

const isPair = (outcome: OutcomeFacts): boolean => outcomeVerdict(outcome) !== 'unknown';

/**
 * Evidenced, else an outline: at least one outcome with a value before and after and a source, and at least one money
 * figure (of any kind) with a period and a source. Nobody can claim it; the figures make it so.
 */
export const isEvidenced = (outcomes: readonly OutcomeFacts[], money: readonly MoneyFacts[]): boolean =>
  outcomes.some(isEvidencedOutcome) && money.some(isEvidencedMoney);

export const isEvidencedOutcome = (outcome: OutcomeFacts): boolean => isPair(outcome) && hasSource(outcome);

export const isEvidencedMoney = (figure: MoneyFacts): boolean => hasPeriod(figure) && hasSource(figure);

/**
 * The one saving that lists and cards show: the first with a period, yearly ones first. The author's order decides
 * among several. A saving without a period was expected, claimed or found by mistake, so it is shown in the note alone
 * and never as what was saved.
 */
export function headlineSaving<Figure extends MoneyFacts>(money: readonly Figure[]): Figure | null {
  const savings = money.filter((figure) => figure.kind === 'saving' && hasPeriod(figure));
  return savings.find(({ per }) => per === 'year') ?? savings[0] ?? null;
}

/**
 * How far a figure counts on its author's word alone: those who have a stake in the story do not rank above their own
 * side of it. Whoever commissions the service speaks for the commissioner.
 */
const ON_THEIR_WORD: Readonly<Record<AuthorTie, Confidence>> = {
  staff: 'self',
  adviser_paid: 'self',
  commissioner: 'commissioner',
  adviser_unpaid: 'audited',
  none: 'audited',
};

/**
 * How far the two answers can be trusted: the weaker of the first outcome pair and the headline saving, or the one
 * there is. Without a source a figure counts as `none`. Above what its author's tie allows it counts only where its
 * source is one of the documents that the note names, so that a reader can look.
 */
export function gradeOf(
  outcomes: readonly OutcomeFacts[],
  money: readonly MoneyFacts[],
  tie: AuthorTie,
  documents: readonly NamedDocument[] = [],
): Confidence {
  const shown = [outcomes.find(isPair), headlineSaving(money)].filter((figure) => figure != null);
  const ranks = shown.map((figure) => CONFIDENCES.indexOf(gradeOfFigure(figure, { authorTie: tie, documents })));
  return CONFIDENCES[Math.max(...ranks)] ?? 'none';
}

/** How far one figure of a note can be trusted: what stands beside it, whatever its author claimed. */
export function gradeOfFigure(
  figure: { readonly source?: string | null; readonly confidence?: Confidence },
  { authorTie, documents }: { authorTie: AuthorTie; documents: readonly NamedDocument[] },
): Confidence {
  if (!hasSource(figure)) return 'none';
  const claimed = CONFIDENCES.indexOf(figure.confidence ?? 'none');
  if (namesOneOf(documents, figure.source!)) return CONFIDENCES[claimed] ?? 'none';
  return CONFIDENCES[Math.max(claimed, CONFIDENCES.indexOf(ON_THEIR_WORD[authorTie]))] ?? 'none';
}

/** "Accounts 2025-26, page 14" names the document "Accounts 2025-26". */
const namesOneOf = (documents: readonly NamedDocument[], source: string): boolean =>
  documents.some(({ title }) => inWords(title).trim() !== '' && inWords(source).includes(inWords(title)));

/** Whole words, whatever stands between them: " accounts 2025 26 ". */
const inWords = (text: string): string =>
  ` ${text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join(' ')} `;

/** A decimal text in ten-thousandths, the smallest step that the table keeps: no rounding decides a verdict. */
function exact(decimal: string): bigint {
  const [, sign, whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d{0,4})\d*)?$/.exec(decimal) ?? [];
  if (whole === undefined) throw new RangeError(`Not a decimal number: ${decimal}`);
  const value = BigInt(whole + fraction.padEnd(4, '0'));
  return sign === '-' ? -value : value;
}
