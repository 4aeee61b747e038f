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

/** A problem with a record, at a path with dots. */
export interface RecordProblem {
  readonly field: string;
  readonly message: string;
}
