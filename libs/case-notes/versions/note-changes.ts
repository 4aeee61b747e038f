import { type TextLine, textDiff } from '#libs/platform/diff';
import { type CaseNoteContent } from '../content.ts';

type Field = keyof CaseNoteContent;

/** A field, or a cell of a row, that is not as it was. Null: nothing stood there. */
export interface ValueChange {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

export interface RowChange {
  readonly kind: 'added' | 'removed' | 'changed';
  /** What the row calls itself: the measure, the label of a figure. */
  readonly name: string;
  /** Of an added or a removed row, the cells that say something. */
  readonly cells: readonly ValueChange[];
}

export type NoteChange =
  | { readonly kind: 'text'; readonly field: Field; readonly lines: readonly TextLine[] }
  | ({ readonly kind: 'value' } & ValueChange & { readonly field: Field })
  | {
      readonly kind: 'codes';
      readonly field: Field;
      readonly added: readonly string[];
      readonly removed: readonly string[];
    }
  | { readonly kind: 'rows'; readonly field: Field; readonly rows: readonly RowChange[] };

/** Every field of a note, in the order of its form, and how two of it are compared. */
const COMPARED = {
  title: 'text',
  summary: 'text',
  council: 'value',
  spinOut: 'value',
  stage: 'value',
  result: 'value',
  legalForm: 'value',
  route: 'value',
  lossReason: 'value',
  periodFrom: 'value',
  periodTo: 'value',
  serviceAreas: 'codes',
  topics: 'codes',
  authorTie: 'value',
  decision: 'text',
  whyNow: 'text',
  costOfDoingNothing: 'text',
  options: { key: 'name' },
  whyNotKnown: 'text',
  outcomes: { key: 'name' },
  claimsEvidenced: 'value',
  money: { key: 'label' },
  capacity: { key: 'role' },
  whatHappened: 'text',
  whatWentWrong: 'text',
  whatWeWouldDoAgain: 'text',
  tacticsUsed: 'text',
  objectionsMet: 'text',
  politicalTags: 'codes',
  politicalContext: 'text',
  lawfulHelpKinds: 'codes',
  lawfulHelp: 'text',
  doneWhileCuttingPercent: 'figure',
  documents: { key: 'title' },
  peopleToAsk: { key: 'role' },
  licence: 'value',
} as const satisfies Record<Field, 'text' | 'value' | 'codes' | 'figure' | { key: string }>;

/** Kept as text, and the same whenever they are the same number: 412000 and 412000.00. */
const FIGURES: ReadonlySet<string> = new Set([
  'baselineValue',
  'laterValue',
  'amount',
  'score',
  'daysPerWeek',
  'months',
  'doneWhileCuttingPercent',
]);

/** What follows from the others. */
const COMPUTED: ReadonlySet<string> = new Set(['verdict']);

/** What was so of every note while nobody could say otherwise. */
const BEFORE_IT_WAS_KEPT: KeptContent = { licence: 'CC BY 4.0' };

/** A version that was kept before there was a field has nothing in it. */
export type KeptContent = Partial<CaseNoteContent>;

/** How a note became another, field by field; what stayed the same is left out. */
export function noteChanges(before: KeptContent, after: KeptContent): NoteChange[] {
  return Object.entries(COMPARED).flatMap(([name, how]): NoteChange[] => {
    const field = name as Field;
    if (typeof how === 'object') return rowsChange(field, how.key, rowsIn(before, field), rowsIn(after, field));
    if (how === 'codes') return codesChange(field, codesIn(before, field), codesIn(after, field));
    const [was, is] = [before, after].map((content) => textOf(content[field] ?? BEFORE_IT_WAS_KEPT[field])) as [
      string | null,
      string | null,
    ];
    if (isSame(field, was, is)) return [];
    if (how === 'text') {
      const lines = textDiff(was ?? '', is ?? '');
      return lines.every(({ kind }) => kind === 'same') ? [] : [{ kind: 'text', field, lines }];
    }
    return [{ kind: 'value', field, before: was, after: is }];
  });
}

const textOf = (value: unknown): string | null => {
  if (typeof value === 'boolean') return value ? 'true' : null;
  return typeof value === 'string' && value !== '' ? value : null;
};

function isSame(field: string, before: string | null, after: string | null): boolean {
  if (before === null || after === null || !FIGURES.has(field)) return before === after;
  return Number(before) === Number(after);
}

type Row = Readonly<Record<string, unknown>>;
const rowsIn = (content: KeptContent, field: Field): readonly Row[] =>
  (content[field] as readonly Row[] | undefined) ?? [];
const codesIn = (content: KeptContent, field: Field): readonly string[] =>
  (content[field] as readonly string[] | undefined) ?? [];

function codesChange(field: Field, before: readonly string[], after: readonly string[]): NoteChange[] {
  const added = after.filter((code) => !before.includes(code));
  const removed = before.filter((code) => !after.includes(code));
  return added.length + removed.length === 0 ? [] : [{ kind: 'codes', field, added, removed }];
}

/** Rows of one name belong together, the first to the first; in what order they stand says nothing. */
function rowsChange(field: Field, key: string, before: readonly Row[], after: readonly Row[]): NoteChange[] {
  const left = [...before];
  const rows: RowChange[] = [];
  for (const row of after) {
    const name = textOf(row[key]) ?? '';
    const place = left.findIndex((other) => textOf(other[key]) === name);
    const [earlier] = place === -1 ? [undefined] : left.splice(place, 1);
    const cells = cellsOf(earlier ?? {}, row, key);
    if (!earlier) rows.push({ kind: 'added', name, cells });
    else if (cells.length > 0) rows.push({ kind: 'changed', name, cells });
  }
  for (const row of left) rows.push({ kind: 'removed', name: textOf(row[key]) ?? '', cells: cellsOf(row, {}, key) });
  return rows.length === 0 ? [] : [{ kind: 'rows', field, rows }];
}

const cellsOf = (before: Row, after: Row, key: string): ValueChange[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((field) => field !== key && !COMPUTED.has(field))
    .map((field) => ({ field, before: textOf(before[field]), after: textOf(after[field]) }))
    .filter((cell) => !isSame(cell.field, cell.before, cell.after));
