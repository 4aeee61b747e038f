/** In the order in which they are kept: each refers to those before it. */
export const CONTENT_TYPES = [
  'organisation',
  'practitioner',
  'circle',
  'case-note',
  'question',
  'guide',
  'tactic',
  'objection',
] as const;
export type ContentType = (typeof CONTENT_TYPES)[number];

/** What is in an export: records of the types, and after them the rows of tables that no type has. */
export type ExportedType = ContentType | 'row';
export const EXPORTED_TYPES: readonly ExportedType[] = [...CONTENT_TYPES, 'row'];

/** Rows are not for `import content`, so their file does not end as its files do. */
export const fileOf = (type: ExportedType): string => (type === 'row' ? 'rows.ndjson' : `${type}.jsonl`);

/** A problem with a record, at a path with dots. */
export interface RecordProblem {
  readonly field: string;
  readonly message: string;
}
