import { type MoneyContent, type OutcomeContent } from './content.ts';

/** Up to this share of the larger figure two sources are taken to say the same. In hundredths. */
const TOLERANCE = 10;

/** Two figures for one thing and one time that cannot both be right. Numbers from 0, in the author's order. */
export interface Disagreement {
  readonly kind: 'outcomes' | 'money';
  /** What both are about, as the first of them calls it. */
  readonly about: string;
  readonly figures: readonly [number, number];
}

type Money = Pick<MoneyContent, 'kind' | 'label' | 'amount' | 'per' | 'from' | 'to'>;
type Outcome = Pick<
  OutcomeContent,
  'name' | 'unit' | 'baselineValue' | 'baselinePeriod' | 'laterValue' | 'laterPeriod'
>;

/** Figures on one measure, for times that overlap, that differ by more than a tenth. Nobody here says which is right. */
export function disagreementsIn(note: {
  readonly outcomes: readonly Outcome[];
  readonly money: readonly Money[];
}): Disagreement[] {
  return [
    ...pairsOf(note.outcomes, outcomesDisagree).map((figures) => ({
      kind: 'outcomes' as const,
      about: note.outcomes[figures[0]]!.name,
      figures,
    })),
    ...pairsOf(note.money, moneyDisagrees).map((figures) => ({
      kind: 'money' as const,
      about: note.money[figures[0]]!.label,
      figures,
    })),
  ];
}

function pairsOf<Figure>(
  figures: readonly Figure[],
  disagree: (a: Figure, b: Figure) => boolean,
): (readonly [number, number])[] {
  return figures.flatMap((first, i) =>
    figures.flatMap((second, j) => (i < j && disagree(first, second) ? [[i, j] as const] : [])),
  );
}

/** A period of an outcome is text ("2022-23"): the same words are the same time. */
function outcomesDisagree(a: Outcome, b: Outcome): boolean {
  if (plain(a.name) !== plain(b.name) || plain(a.unit) !== plain(b.unit)) return false;
  const valuesOf = ({ baselineValue, baselinePeriod, laterValue, laterPeriod }: Outcome) =>
    [
      [baselinePeriod, baselineValue],
      [laterPeriod, laterValue],
    ].flatMap(([period, value]) => (period && value ? [{ period: plain(period), value: Number(value) }] : []));
  return valuesOf(a).some((one) =>
    valuesOf(b).some((other) => one.period === other.period && farApart(one.value, other.value)),
  );
}

function moneyDisagrees(a: Money, b: Money): boolean {
  return (
    a.kind === b.kind &&
    a.per === b.per &&
    plain(a.label) === plain(b.label) &&
    overlap(a, b) &&
    farApart(Number(a.amount), Number(b.amount))
  );
}

/** An open end goes on; without any day nothing can be said. */
function overlap(a: Money, b: Money): boolean {
  if (!(a.from ?? a.to) || !(b.from ?? b.to)) return false;
  return (a.from ?? '') <= (b.to ?? '9') && (b.from ?? '') <= (a.to ?? '9');
}

/** Multiplied, not divided: exactly a tenth is not more than a tenth. */
const farApart = (a: number, b: number): boolean =>
  Math.abs(a - b) * 100 > Math.max(Math.abs(a), Math.abs(b)) * TOLERANCE;

const plain = (text: string): string => text.trim().toLowerCase().replaceAll(/\s+/g, ' ');
