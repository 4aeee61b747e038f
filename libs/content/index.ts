/**
 * Content in and out: the documented format in which a whole site is written to files, brought in from files, and put
 * back. A record is one line of JSON of one type (`organisation`, `practitioner`, `circle`, `case-note`, `question`,
 * `guide`, `tactic`, `objection`); it is known by its id, or by a key of which the id is made. An export holds rows
 * besides: what people wrote that no type has, as it stands in its table.
 *
 * Promises: what cannot be taken is named with its place and reason, and the rest is kept; the same file again changes
 * nothing; references may come in any order; what is written out and put back into an empty database is written out the
 * same, byte for byte; no address and no password is written out, an address only where it is asked for.
 */
export { caseNoteRows } from './case-note-files.ts';
export { CaseNotesImport } from './case-notes-import.ts';
export { contentSchema } from './content-schema.ts';
export { ContentExport, type ExportResult } from './content-export.ts';
export { ContentImport, type ImportProgress, type ImportResult, type RefusedRecord } from './content-import.ts';
export { ContentModule } from './content.module.ts';
export { ContentRestore } from './content-restore.ts';
export { CONTENT_TYPES, type ContentType } from './content-types.ts';
export { type EntrySource, jsonLines } from './entries.ts';
export { NotContent } from './content.errors.ts';
export { parseRecord } from './parse-record.ts';
export { IN_RECORDS, LEFT_OUT, ROW_TABLES } from './tables/carried.ts';
