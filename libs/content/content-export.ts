import { createHash, type Hash } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { CaseNotesWriter } from '#libs/case-notes';
import { Transactions, type Tx } from '#libs/platform/database';
import { NotContent } from './content.errors.ts';
import { CONTENT_TYPES, type ContentType, type ExportedType, fileOf } from './content-types.ts';
import { type ExportOptions, type RecordKind } from './kinds.ts';
import { FORMAT_VERSION, type Manifest, MANIFEST_FILE, type ManifestFile } from './manifest.ts';
import { kindsWith } from './records/index.ts';
import { countRows, rowLines } from './tables/rows-export.ts';

export interface ExportResult {
  readonly records: ReadonlyMap<ExportedType, number>;
  readonly bytes: number;
}

export interface ExportProgress {
  readonly type: ExportedType;
  readonly done: number;
  readonly all: number;
}

const BATCH = 100;
/** Whoever may log in to the machine is not whom drafts and private questions are for. */
const OWNER_ALONE = 0o600;
const FIRST_UUID = '00000000-0000-0000-0000-000000000000';

/** Writes the whole site out, as an operator may have it: drafts, hidden and private discussions among it. */
@Injectable()
export class ContentExport {
  private readonly kinds: Readonly<Record<ContentType, RecordKind>>;

  constructor(
    private readonly transactions: Transactions,
    writer: CaseNotesWriter,
  ) {
    this.kinds = kindsWith(writer);
  }

  /**
   * A file for each type, one for the rows of tables that no type has, and a manifest, in a new or an empty folder; with `force`, in place of an earlier export there.
   * All as of one moment, in the order of the ids, so that the same content gives the same bytes. What is in memory is a
   * batch of 100. The manifest comes last: a folder without one is no whole export. Throws NotContent.
   */
  async exportTo(
    folder: string,
    { confidential = false, emails = false, force = false }: Partial<ExportOptions> & { force?: boolean } = {},
    onProgress: (progress: ExportProgress) => void = () => undefined,
  ): Promise<ExportResult> {
    await mustBeFree(folder, force);
    const files = await this.transactions.run(async (tx) => {
      await tx.query(`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY`);
      await tx.query(`SET LOCAL idle_in_transaction_session_timeout = 0`);
      // Moments of rows are written as PostgreSQL writes them, and the same wherever the server is.
      await tx.query(`SET LOCAL TIME ZONE 'UTC'`);
      const written: ManifestFile[] = [];
      for (const type of CONTENT_TYPES) {
        const kind = this.kinds[type];
        const [row] = await tx.query<{ all: number }[]>(`SELECT count(*)::int AS all FROM ${kind.table}`);
        const tell = (done: number): void => onProgress({ type, done, all: row!.all });
        written.push(await writeLines(folder, type, recordLines(tx, kind, { confidential, emails }), tell));
      }
      const all = await countRows(tx);
      const tell = (done: number): void => onProgress({ type: 'row', done, all });
      written.push(await writeLines(folder, 'row', rowLines(tx, { confidential }), tell));
      return written;
    });
    const manifest: Manifest = { format: 'waymark-content', version: FORMAT_VERSION, confidential, emails, files };
    const draft = path.join(folder, `${MANIFEST_FILE}.new`);
    await writeFile(draft, `${JSON.stringify(manifest, null, 2)}\n`, { mode: OWNER_ALONE });
    await rename(draft, path.join(folder, MANIFEST_FILE));
    return {
      records: new Map(files.map(({ type, records }) => [type, records])),
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    };
  }
}

async function mustBeFree(folder: string, force: boolean): Promise<void> {
  const there = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new NotContent(`${folder} is not a folder that can be written to.`);
  });
  if (there === null) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return;
  }
  if (there.length > 0 && !force) {
    throw new NotContent(
      `${folder} is not empty. Name another folder, or add --force to put this in place of what is there.`,
    );
  }
  // Else an export that breaks off would stand under the manifest of the earlier one.
  await rm(path.join(folder, MANIFEST_FILE), { force: true });
}

async function* recordLines(tx: Tx, kind: RecordKind, options: ExportOptions): AsyncGenerator<readonly string[]> {
  for (let last = FIRST_UUID; ;) {
    const rows = await tx.query<{ id: string }[]>(
      `SELECT id FROM ${kind.table} WHERE id > $1 ORDER BY id LIMIT ${BATCH}`,
      [last],
    );
    if (rows.length === 0) return;
    last = rows.at(-1)!.id;
    const fulls = await kind.read(
      tx,
      rows.map(({ id }) => id),
      options,
    );
    yield fulls.map((full) => lineOf(kind.type, full));
  }
}

async function writeLines(
  folder: string,
  type: ExportedType,
  batches: AsyncIterable<readonly string[]>,
  tell: (done: number) => void,
): Promise<ManifestFile> {
  const file = await open(path.join(folder, fileOf(type)), 'w', OWNER_ALONE);
  const hash: Hash = createHash('sha256');
  let records = 0;
  let bytes = 0;
  try {
    for await (const batch of batches) {
      const lines = Buffer.from(batch.map((line) => `${line}\n`).join(''));
      await file.writeFile(lines);
      hash.update(lines);
      records += batch.length;
      bytes += lines.length;
      tell(records);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { file: fileOf(type), type, records, bytes, sha256: hash.digest('hex') };
}

/** A record says its type first, then its id; a key is only for what comes from elsewhere. */
function lineOf(type: ContentType, full: Readonly<Record<string, unknown>>): string {
  const { id, ...fields } = full;
  return JSON.stringify({ type, id, ...fields }, (name, value: unknown) =>
    name === 'key' || (name === 'email' && value === null) ? undefined : value,
  );
}
