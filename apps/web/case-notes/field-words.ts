import { labelOf, TOPICS } from '#libs/taxonomy';
import { day, number, pounds } from '../parts/words.ts';
import { NOTE_SECTIONS, type SectionField, type SectionRows } from './note-sections.ts';

const FIELDS: ReadonlyMap<string, SectionField> = new Map(
  NOTE_SECTIONS.flatMap(({ fields }) => fields.map((field) => [field.name, field] as const)),
);
const ROWS: ReadonlyMap<string, SectionRows> = new Map(
  NOTE_SECTIONS.flatMap(({ rows }) => rows.map((row) => [row.list as string, row] as const)),
);

/** A field as its form calls it: "What was decided"; a list by its first page, "Did the service get worse?". */
export const fieldWords = (field: string): string =>
  FIELDS.get(field)?.label ?? NOTE_SECTIONS.find(({ rows }) => rows.some(({ list }) => list === field))?.title ?? field;

/** A row of a list: "Measure". */
export const rowWords = (list: string): string => ROWS.get(list)?.row ?? 'Entry';

/** A cell of a row, as the form calls it: "Value after". */
export const cellWords = (list: string, cell: string): string =>
  ROWS.get(list)?.fields.find(({ name }) => name === cell)?.label ?? cell;

const NUMBERS: ReadonlySet<string> = new Set(['baselineValue', 'laterValue', 'score', 'daysPerWeek', 'months']);

/** What stands in a field or a cell, as people read it: codes by their label, money in pounds, days as days. */
export function valueOfField(field: string, value: string, list?: string): string {
  const { as } = (list ? ROWS.get(list)?.fields.find(({ name }) => name === field) : FIELDS.get(field)) ?? {};
  if (typeof as === 'object') return labelOf('one' in as ? as.one : as.several, value);
  if (as === 'topics') return labelOf(TOPICS, value);
  if (as === 'date') return /^\d{4}-\d\d-\d\d$/.test(value) ? day(value) : value;
  if (field === 'amount') return pounds(value);
  if (field === 'doneWhileCuttingPercent') return `${number(value)}%`;
  return NUMBERS.has(field) ? number(value) : value;
}
