import { type CaseNoteContent, type CaseNoteDetail, CaseNoteInput } from '#libs/case-notes';
import { parseInput, type Problem } from '#libs/platform/inputs';
import { type Form } from '../forms.ts';

/** The fields of a row that a person types in; a row in which all of these are empty was not used. */
const TYPED = {
  outcomes: [
    'name',
    'unit',
    'baselineValue',
    'baselinePeriod',
    'laterValue',
    'laterPeriod',
    'source',
    'comparator',
    'confidentialUntil',
  ],
  money: ['label', 'amount', 'from', 'to', 'basis', 'source', 'netOf', 'whoSaves', 'attribution', 'confidentialUntil'],
} as const;
const CHOSEN = { outcomes: ['better', 'confidence'], money: ['kind', 'per', 'confidence'] } as const;

export type RowKind = keyof typeof TYPED;
const ROW_KINDS = Object.keys(TYPED) as RowKind[];

/** Room for two more than there are, and never more than a note may hold. */
const MOST_ROWS = 20;
const SPARE_ROWS = 2;

export const rowsShown = (form: Form, kind: RowKind): number =>
  Math.min(MOST_ROWS, rowsFilled(form, kind) + SPARE_ROWS);

const rowsFilled = (form: Form, kind: RowKind): number =>
  Math.max(0, ...rowNumbers(form.values, kind).map((number) => number + 1));

/** Field names are paths, "outcomes.0.name", as problems name them: so each problem leads to its field. */
const rowNumbers = (values: object, kind: RowKind): number[] => [
  ...new Set(
    Object.keys(values).flatMap((name) => {
      const number = new RegExp(`^${kind}\\.(\\d{1,2})\\.\\w+$`).exec(name)?.[1];
      return number === undefined ? [] : [Number(number)];
    }),
  ),
];

type Fields = Record<string, string | string[]>;

/** What was posted, as text fields alone, with the rows that were used moved up to the front. */
export function tidyNote(body: unknown): Fields {
  const texts = Object.entries(body ?? {}).filter(
    (entry): entry is [string, string | string[]] =>
      !entry[0].startsWith('_') &&
      (typeof entry[1] === 'string' || (Array.isArray(entry[1]) && entry[1].every((text) => typeof text === 'string'))),
  );
  const posted = Object.fromEntries(texts);
  const fields: Fields = Object.fromEntries(texts.filter(([name]) => !/^(outcomes|money)\./.test(name)));
  for (const kind of ROW_KINDS) {
    const used = rowNumbers(posted, kind)
      .toSorted((a, b) => a - b)
      .filter((number) => TYPED[kind].some((name) => textIn(posted, `${kind}.${number}.${name}`).trim() !== ''));
    for (const [place, number] of used.entries()) {
      for (const name of [...TYPED[kind], ...CHOSEN[kind]]) {
        fields[`${kind}.${place}.${name}`] = textIn(posted, `${kind}.${number}.${name}`);
      }
    }
  }
  return fields;
}

const textIn = (fields: Fields, name: string): string => {
  const value = fields[name];
  return typeof value === 'string' ? value : (value?.[0] ?? '');
};

/** Reads a posted note by the class that the API uses. */
export function parseNote(fields: Fields): { ok: true; input: CaseNoteInput } | { ok: false; form: Form } {
  const parsed = parseInput(CaseNoteInput, nested(fields));
  return parsed.ok ? parsed : { ok: false, form: { values: fields, problems: withPlaces(parsed.problems) } };
}

function nested(fields: Fields): Record<string, unknown> {
  const note: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (!/^(outcomes|money)\./.test(name) && value !== '') note[name] = value;
  }
  for (const kind of ROW_KINDS) {
    note[kind] = rowNumbers(fields, kind).map((number) =>
      Object.fromEntries(
        [...TYPED[kind], ...CHOSEN[kind]].map((name) => [name, textIn(fields, `${kind}.${number}.${name}`)]),
      ),
    );
  }
  return note;
}

const ROW_NAMES: Readonly<Record<RowKind, string>> = { outcomes: 'Measure', money: 'Figure' };

/** "Measure 2: …": in a list of problems two rows must not read alike. */
export const withPlaces = (problems: readonly Problem[]): Problem[] =>
  problems.map(({ field, message }) => {
    const [, kind, number] = /^(outcomes|money)\.(\d+)\./.exec(field) ?? [];
    return number === undefined
      ? { field, message }
      : { field, message: `${ROW_NAMES[kind as RowKind]} ${Number(number) + 1}: ${lower(message)}` };
  });

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** The form filled in with a note as it is now. */
export function formOfNote(note: CaseNoteDetail): Form {
  const { council, spinOut, ...rest } = note;
  return {
    values: fieldsOf({ ...rest, council: council?.name ?? null, spinOut: spinOut?.name ?? null }),
    problems: [],
  };
}

const PLAIN = [
  'title',
  'summary',
  'council',
  'spinOut',
  'stage',
  'result',
  'legalForm',
  'periodFrom',
  'periodTo',
  'whyNotKnown',
  'whatHappened',
  'whatWentWrong',
  'whatWeWouldDoAgain',
  'costOfDoingNothing',
  'lawfulHelp',
  'politicalContext',
  'doneWhileCuttingPercent',
  'authorTie',
] as const;

export function fieldsOf(note: CaseNoteContent): Fields {
  const fields: Fields = { serviceAreas: [...note.serviceAreas], topics: [...note.topics] };
  for (const name of PLAIN) fields[name] = note[name] ?? '';
  for (const kind of ROW_KINDS) {
    for (const [place, row] of note[kind].entries()) {
      const values = row as unknown as Record<string, string | null>;
      for (const name of [...TYPED[kind], ...CHOSEN[kind]]) fields[`${kind}.${place}.${name}`] = values[name] ?? '';
    }
  }
  return fields;
}

/** The fields in which what is saved now differs from what was typed, with the text that is saved. */
export function differences(typed: Fields, saved: CaseNoteContent): { field: string; saved: string }[] {
  const now = fieldsOf(saved);
  const names = [...new Set([...Object.keys(now), ...Object.keys(typed)])];
  return names.flatMap((field) => {
    const [mine, theirs] = [plain(typed[field]), plain(now[field])];
    if (mine === theirs || !(field in now || /^(outcomes|money)\./.test(field))) return [];
    // One is a name, the other a code or an id: which organisation they mean cannot be told here.
    if ((field === 'council' || field === 'spinOut') && mine !== '' && theirs !== '') return [];
    return [{ field, saved: theirs }];
  });
}

const plain = (value: string | string[] | undefined): string =>
  (Array.isArray(value) ? value.toSorted().join(', ') : (value ?? '')).replaceAll('\r\n', '\n').trim();
