import { Injectable } from '@nestjs/common';
import { CaseNoteInput } from '#libs/case-notes';
import { type Actor } from '#libs/people';
import { fieldsOf } from '#libs/platform/inputs';
import { caseNoteRows } from './case-note-files.ts';
import { ContentImport, type ImportProgress, type ImportResult } from './content-import.ts';
import { type Entry, type EntrySource } from './entries.ts';
import { type RecordProblem } from './content-types.ts';
import { type Full } from './kinds.ts';
import { type ParsedRecord } from './parse-record.ts';

/** What a record may say here: what the form asks for, and how it is known. Who wrote it and its state are decided by the command. */
const TAKEN = new Set([...fieldsOf(CaseNoteInput).map(({ name }) => name), 'type', 'id', 'key', 'lang', 'fictional']);

/** Brings in somebody's case notes, as drafts or submitted; nothing is published by it. */
@Injectable()
export class CaseNotesImport {
  constructor(private readonly content: ContentImport) {}

  /**
   * A CSV file, a JSON list or lines of JSON. A note is known by its id or key, or else by its author and title: the same
   * file again adds nothing. Somebody else's note, and one that is out already, are not changed. Throws NotContent.
   */
  async importFile(
    author: Actor,
    path: string,
    { submit = false, dryRun = false }: { submit?: boolean; dryRun?: boolean } = {},
    onProgress: (progress: ImportProgress) => void = () => undefined,
  ): Promise<ImportResult> {
    const source = await caseNoteRows(path);
    const status = submit ? 'submitted' : 'draft';
    return this.content.importAll(
      [{ ...source, entries: () => notesOf(source, author.personId) }],
      { dryRun, fixed: whyFixed, check: (record, before) => checked(record, before, status) },
      onProgress,
    );
  }
}

/** A change of what is out goes by the site, past a moderator. */
const whyFixed = (before: Full): string | null =>
  before['status'] === 'draft' || before['status'] === 'submitted'
    ? null
    : 'This note is published already and differs from the file. Change it on the site';

async function* notesOf(source: EntrySource, author: string): AsyncGenerator<Entry> {
  for await (const entry of source.entries()) {
    if ('why' in entry) yield entry;
    else yield { ...entry, raw: authored(entry.raw, author) };
  }
}

function authored(raw: unknown, author: string): unknown {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return raw;
  const fields = Object.fromEntries(Object.entries(raw).filter(([name]) => TAKEN.has(name)));
  const { id, key, title } = fields;
  const known = id ?? key ?? null;
  return {
    ...fields,
    author,
    ...(known === null && typeof title === 'string' ? { key: `${author}/${title}`.slice(0, 100) } : {}),
  };
}

function checked(
  record: ParsedRecord,
  before: Full | null,
  status: 'draft' | 'submitted',
): ParsedRecord | readonly RecordProblem[] {
  if (before !== null && before['author'] !== record.full['author']) {
    return [{ field: 'id', message: 'This is somebody else’s case note' }];
  }
  // What is there keeps its state, but for a draft that is to be submitted now.
  const now = before === null || before['status'] === 'draft' ? status : before['status'];
  const submittedAt = before?.['submittedAt'] ?? (now === 'submitted' ? new Date().toISOString() : null);
  return {
    ...record,
    full: { ...record.full, status: now, submittedAt },
    given: new Set([...record.given, 'status', 'submittedAt']),
  };
}
