import { stat } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { csvRows } from '#libs/organisations';
import { Transactions, type Tx } from '#libs/platform/database';
import { awardTable } from './award-table.ts';
import { ImportUnderWay, NotReadable } from './import.errors.ts';
import { keepAwards, keepNotices, type Kept } from './keep.ts';
import { type AwardRow, type NoticeRow, readRelease } from './release.ts';
import { bytesOfFile, releasesOf } from './release-stream.ts';

export interface RefusedEntry {
  file: string;
  /** Of a notice: its place in the file, from 1. Of an award: its line. */
  entry: number;
  id: string | null;
  why: string;
}

export interface NoticesResult {
  /** Releases, or awards of the table. */
  kept: Kept;
  /** Awards that came with the releases. */
  awards: Kept;
  refused: RefusedEntry[];
  refusedCount: number;
  /** Names of buyers that no council or organisation has, and that nobody has resolved. */
  unmatchedBuyers: number;
}

/** How far it has come. `held`: rows that are in memory now; `done`: of all bytes, from 0 to 1. */
export interface NoticesProgress {
  read: number;
  held: number;
  done: number;
}

const BATCH = 200;
/** As many are kept to be told; the others are counted. */
const REFUSED_KEPT = 1_000;

/** Takes published notices and awards in. Nothing becomes a contract by it: a person has to confirm. */
@Injectable()
export class NoticesImport {
  constructor(private readonly transactions: Transactions) {}

  /**
   * OCDS release packages. A release is known by its ocid and release id, and the same file again changes nothing. What
   * cannot be taken is refused with its reason, and all that is sound is taken; a batch of 200 is committed at a time.
   * Throws NotReadable where a file is not there, and ImportUnderWay while another import runs.
   */
  importNotices(
    files: readonly string[],
    onProgress: (progress: NoticesProgress) => void = () => undefined,
  ): Promise<NoticesResult> {
    return this.alone(async () => {
      let size = 0;
      for (const file of files) size += await check(file);
      const result = empty();
      let read = 0;
      const bytes = new CountedBytes();
      for (const file of files) {
        const before = read;
        let batch = new Map<string, { notice: NoticeRow; awards: AwardRow[] }>();
        const flush = async (): Promise<void> => {
          const releases = [...batch.values()];
          batch = new Map();
          await this.transactions
            .run(async (tx) => {
              const { fresh, ...kept } = await keepNotices(
                tx,
                releases.map(({ notice }) => notice),
              );
              const awards = releases
                .filter(({ notice }) => fresh.has(`${notice.ocid} ${notice.release_id}`))
                .flatMap((release) => release.awards);
              return { kept, awards: await keepNewest(tx, awards) };
            })
            .then((done) => {
              add(result.kept, done.kept);
              add(result.awards, done.awards);
            });
        };
        let held = 0;
        const told = (releases: number): void => {
          held = releases;
        };
        for await (const streamed of releasesOf(bytes.of(file), told)) {
          read += 1;
          if ('broken' in streamed) {
            refuse(result, {
              file,
              entry: streamed.entry,
              id: null,
              why: `the file cannot be read on: ${streamed.broken}`,
            });
            continue;
          }
          const release = readRelease(streamed.release);
          if ('why' in release) {
            refuse(result, { file, entry: streamed.entry, id: release.ocid, why: release.why });
            continue;
          }
          const key = `${release.notice.ocid} ${release.notice.release_id}`;
          if (batch.has(key)) await flush();
          batch.set(key, release);
          onProgress({ read, held: held + batch.size, done: bytes.count / size });
          if (batch.size === BATCH) await flush();
        }
        if (batch.size > 0) await flush();
        if (read === before) {
          const why = 'the file has no releases, so it is no OCDS release package';
          refuse(result, { file, entry: 1, id: null, why });
        }
      }
      return this.finished(result);
    });
  }

  /** The table of council awards. An award is known by its award_ref, and the same file again changes nothing. */
  importAwards(
    file: string,
    onProgress: (progress: NoticesProgress) => void = () => undefined,
  ): Promise<NoticesResult> {
    return this.alone(async () => {
      const size = await check(file);
      const bytes = new CountedBytes();
      const result = empty();
      let batch = new Map<string, AwardRow>();
      let read = 0;
      const flush = async (): Promise<void> => {
        const rows = [...batch.values()];
        batch = new Map();
        add(result.kept, await this.transactions.run((tx) => keepAwards(tx, rows)));
        onProgress({ read, held: 0, done: bytes.count / size });
      };
      let table: ReturnType<typeof awardTable> | null = null;
      for await (const row of csvRows(bytes.of(file))) {
        if (table === null) {
          table = awardTable('cells' in row ? row.cells : []);
          continue;
        }
        read += 1;
        const award = 'why' in row ? { ref: null, why: row.why } : table(row.cells);
        if ('why' in award) {
          refuse(result, { file, entry: row.line, id: award.ref, why: award.why });
        } else if (batch.has(award.award.ref)) {
          refuse(result, { file, entry: row.line, id: award.award.ref, why: 'this award stands further up already' });
        } else {
          batch.set(award.award.ref, award.award);
          if (batch.size === BATCH) await flush();
        }
      }
      if (table === null) throw new NotReadable('The file is empty.');
      if (batch.size > 0) await flush();
      return this.finished(result);
    });
  }

  private async finished(result: NoticesResult): Promise<NoticesResult> {
    const [row] = await this.transactions.statement<{ count: number }>(
      `SELECT count(*)::int AS count FROM unmatched_buyers WHERE decided_at IS NULL`,
      [],
    );
    return { ...result, unmatchedBuyers: row!.count };
  }

  /** This transaction only holds the lock: it writes nothing, and the batches commit by their own. */
  private alone(work: () => Promise<NoticesResult>): Promise<NoticesResult> {
    return this.transactions.run(async (lock) => {
      await lock.query(`SET LOCAL idle_in_transaction_session_timeout = 0`);
      const [row] = await lock.query<{ free: boolean }[]>(
        `SELECT pg_try_advisory_xact_lock(hashtextextended('contracts.import', 0)) AS free`,
      );
      if (!row?.free) throw new ImportUnderWay();
      return work();
    });
  }
}

/** The same award may stand in several releases of a batch: the newest counts. */
function keepNewest(tx: Tx, awards: readonly AwardRow[]): Promise<Kept> {
  const newest = new Map<string, AwardRow>();
  for (const award of awards) {
    const known = newest.get(award.ref);
    if (!known || (award.published_on ?? '') >= (known.published_on ?? '')) newest.set(award.ref, award);
  }
  return keepAwards(tx, [...newest.values()]);
}

const empty = (): NoticesResult => ({
  kept: { added: 0, changed: 0, unchanged: 0 },
  awards: { added: 0, changed: 0, unchanged: 0 },
  refused: [],
  refusedCount: 0,
  unmatchedBuyers: 0,
});

function add(to: Kept, { added, changed, unchanged }: Kept): void {
  to.added += added;
  to.changed += changed;
  to.unchanged += unchanged;
}

function refuse(result: NoticesResult, refused: RefusedEntry): void {
  result.refusedCount += 1;
  if (result.refused.length < REFUSED_KEPT) result.refused.push(refused);
}

/** Counts the bytes of files as they are read. */
class CountedBytes {
  count = 0;

  async *of(file: string): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytesOfFile(file)) {
      this.count += chunk.length;
      yield chunk;
    }
  }
}

/** Its size. */
async function check(file: string): Promise<number> {
  const found = await stat(file).catch(() => null);
  if (!found) throw new NotReadable(`There is no file ${file}.`);
  if (!found.isFile()) throw new NotReadable(`${file} is not a file.`);
  return found.size;
}
