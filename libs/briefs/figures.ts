import {
  type CaseNoteDetail,
  gradeOfFigure,
  GRADES,
  headlineSaving,
  type MoneyContent,
  periodWords,
  unitBeside,
  valueWords,
} from '#libs/case-notes';
import { poundsPer } from '#libs/platform/words';
import { COSTS } from './audiences.ts';

/** A figure of a note in words, with what it rests on. */
export interface Figure {
  readonly about: 'service' | 'saving' | 'cost' | 'price';
  readonly label: string;
  /** "14.2 to 16.9", "£412,000 a year". */
  readonly value: string;
  /** What has to stand beside it: the result, the period. */
  readonly note: string;
  readonly worse: boolean;
  readonly source: string | null;
  readonly grade: string;
  /** When the figure is from; empty where nobody says. */
  readonly period: string;
  /** Both values of a measure are there, or money has its period. */
  readonly whole: boolean;
}

const RESULT = { better: 'better', same: 'the same', worse: 'worse', unknown: 'not known which way' } as const;
const ABOUT: Readonly<Record<MoneyContent['kind'], Figure['about']>> = {
  saving: 'saving',
  cost: 'cost',
  setup: 'cost',
  investment: 'cost',
  price: 'price',
};

/** Whose word a figure is: it decides how far one without a document counts. */
type Standing = Pick<CaseNoteDetail, 'authorTie' | 'documents'>;

export function measureFigure(outcome: CaseNoteDetail['outcomes'][number], note: Standing): Figure {
  const { name, unit, baselineValue, laterValue, baselinePeriod, laterPeriod, verdict, source } = outcome;
  const [before, after] = [baselineValue, laterValue].map((value) =>
    value === null ? 'not recorded' : valueWords(value, unit),
  );
  const period = [baselinePeriod, laterPeriod].filter(Boolean).join(' to ');
  const beside = unitBeside(name, unit);
  return {
    about: 'service',
    label: beside === '' ? name : `${name}, ${beside}`,
    value: `${before} to ${after}`,
    note: [RESULT[verdict], period].filter(Boolean).join(', '),
    worse: verdict === 'worse',
    source,
    grade: GRADES[gradeOfFigure(outcome, note)],
    period,
    whole: verdict !== 'unknown',
  };
}

export function moneyFigure(figure: MoneyContent, note: Standing): Figure {
  const { kind, label, amount, per, from, to, source } = figure;
  const period = per === 'once' ? periodWords(from, to ?? from) : periodWords(from, to);
  const claimed = kind === 'saving' && period === '';
  return {
    about: ABOUT[kind],
    label,
    value: poundsPer(amount, per),
    note: claimed ? 'expected or claimed, for no period' : period || 'period not recorded',
    worse: false,
    source,
    grade: GRADES[gradeOfFigure(figure, note)],
    period,
    whole: period !== '',
  };
}

/** All figures of a note, its measures first, each in the author's order. */
export const figuresOf = (note: Standing & Pick<CaseNoteDetail, 'outcomes' | 'money'>): Figure[] => [
  ...note.outcomes.map((outcome) => measureFigure(outcome, note)),
  ...note.money.map((figure) => moneyFigure(figure, note)),
];

/**
 * The three that are seen first: what the service did, what was saved, what it cost; where one of them is not there,
 * another figure, and where none is left, that it is not known. `costsElsewhere`: the costs have a place of their own.
 */
export function threeOf(
  note: Standing & Pick<CaseNoteDetail, 'outcomes' | 'money' | 'whyNotKnown'>,
  costsElsewhere: boolean,
): { slots: (Figure | null)[]; rest: Figure[] } {
  const all = figuresOf(note);
  const headline = headlineSaving(note.money);
  const saving = headline && all[note.outcomes.length + note.money.indexOf(headline)];
  const slots: (Figure | null)[] = [
    all.find(({ about, whole }) => about === 'service' && whole) ??
      all.find(({ about }) => about === 'service') ??
      null,
    saving ?? all.find(({ about }) => about === 'saving') ?? null,
    costsElsewhere ? null : (all.find(({ about }) => about === 'cost') ?? null),
  ];
  const left = (): Figure[] =>
    all.filter((figure) => !slots.includes(figure) && !(costsElsewhere && figure.about === 'cost'));
  // What is not known about the service or the money is said in its place; the third is any other figure.
  slots[2] ??= left().find(({ about }) => about !== 'service') ?? left()[0] ?? null;
  return { slots, rest: left() };
}

export const isCost = ({ kind }: MoneyContent): boolean => COSTS.has(kind);
