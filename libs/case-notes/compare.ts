import { type ComparedNote } from './compare.queries.ts';
import { type MoneyContent } from './content.ts';
import { type OutcomeRow } from './case-notes.queries.ts';
import { type MoneyKind } from './figures.entity.ts';

/** Whether notes say the same of a thing: `partly` where some say nothing of it. */
export type Agreement = 'same' | 'differs' | 'partly';

/** A measure that stands in at least one of the notes; what each note says of it, in the notes' order. */
export interface ComparedMeasure {
  name: string;
  unit: string;
  agreement: Agreement | null;
  /** Several where a note has more than one value for it. */
  cells: OutcomeRow[][];
}

export interface ComparedMoney {
  kind: MoneyKind;
  /** Null: figures of that kind that no other note has under the same name. */
  label: string | null;
  agreement: Agreement | null;
  cells: MoneyContent[][];
}

/** Names are the same whatever their case and spaces. */
export const folded = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();

/**
 * By the text that stands for what each note says; null: it says nothing. A withdrawn note is not asked. Null where none
 * says anything, or there is only one to ask.
 */
export function agreementOf(
  notes: readonly ComparedNote[],
  said: (note: ComparedNote, i: number) => string | null,
): Agreement | null {
  const asked = notes.flatMap((note, i) => (note.status === 'withdrawn' ? [] : [said(note, i)]));
  const texts = asked.filter((text) => text !== null);
  if (texts.length === 0 || asked.length < 2) return null;
  if (new Set(texts.map(folded)).size > 1) return 'differs';
  return texts.length < asked.length ? 'partly' : 'same';
}

/** Rows by measure: the same name and unit is the same row, in the order in which they first come. */
export function measuresOf(notes: readonly ComparedNote[]): ComparedMeasure[] {
  return rowsOf(
    notes.map(({ outcomes }) => outcomes),
    ({ name, unit }) => `${folded(name)}\n${folded(unit)}`,
  ).map((cells) => {
    const { name, unit } = cells.flat()[0]!;
    return { name, unit, cells, agreement: agreementOf(notes, (_note, i) => cells[i]![0]?.verdict ?? null) };
  });
}

const KINDS: readonly MoneyKind[] = ['saving', 'cost', 'setup', 'investment', 'price'];

/** Rows by kind: those that several notes have under one label each by itself, the rest of the kind in one row. */
export function moneyOf(notes: readonly ComparedNote[]): ComparedMoney[] {
  return KINDS.flatMap((kind) => {
    const figures = notes.map(({ money }) => money.filter((figure) => figure.kind === kind));
    const rows = rowsOf(figures, ({ label }) => folded(label));
    const shared = rows.filter((cells) => cells.filter((cell) => cell.length > 0).length > 1);
    const alone = rows.filter((cells) => !shared.includes(cells));
    const rest = notes.map((_note, i) => alone.flatMap((cells) => cells[i]!));
    const row = (label: string | null, cells: MoneyContent[][]): ComparedMoney => ({
      kind,
      label,
      cells,
      agreement: agreementOf(notes, (_note, i) => amounts(cells[i]!)),
    });
    return [
      ...shared.map((cells) => row(cells.flat()[0]!.label, cells)),
      ...(alone.length > 0 ? [row(null, rest)] : []),
    ];
  });
}

const amounts = (figures: readonly MoneyContent[]): string | null =>
  figures.length === 0 ? null : figures.map(({ amount, per }) => `${amount} ${per}`).join(', ');

/** The lists side by side: a row for each key, with what each list has under it. */
function rowsOf<Figure>(lists: readonly (readonly Figure[])[], keyOf: (figure: Figure) => string): Figure[][][] {
  const keys = new Set(lists.flat().map(keyOf));
  return [...keys].map((key) => lists.map((list) => list.filter((figure) => keyOf(figure) === key)));
}
