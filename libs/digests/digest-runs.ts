import { Injectable } from '@nestjs/common';
import { Reads, Transactions } from '#libs/platform/database';
import { CANDIDATES } from './candidates.sql.ts';
import { MAKE_DIGESTS, MAKE_WATCH_DIGESTS } from './digest-batch.sql.ts';
import { type DigestRun, runsDue } from './due.ts';

/** People are taken so many at a time: one statement, well under the time that the database gives to any. */
const AT_ONCE = 250;
/** One call goes on for so long; the clock's next goes on from there. */
const MOST_MS = 45_000;

/** What there is to choose from: as JSON, and the ids. */
interface Candidates {
  rows: string;
  ids: string[];
}

interface Made {
  last: string | null;
  people: number;
  digests: number;
}

/** Makes the digests that are due, a batch of people at a time. */
@Injectable()
export class DigestRuns {
  constructor(
    private readonly reads: Reads,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Run by the clock; may be run again, by several at once, and be cut off anywhere: the digests of a batch, their mails
   * and how far the run has come are one transaction. Returns how many people were looked at.
   */
  async makeDue(now = new Date()): Promise<number> {
    const until = Date.now() + MOST_MS;
    let people = 0;
    for (const run of await this.open(runsDue(now))) {
      await this.begin(run);
      const candidates = await this.candidates();
      while (Date.now() < until) {
        const made = await this.batch(run, candidates);
        people += made?.people ?? 0;
        if (made === null || made.people < AT_ONCE) break;
      }
    }
    return people;
  }

  /** Of these, those that are not done. */
  private async open(runs: readonly DigestRun[]): Promise<DigestRun[]> {
    const done = await this.reads.rows<{ kind: string; day: string }>({
      name: 'digests.runs-done',
      text: `SELECT kind, day::text FROM digest_runs
              WHERE done_at IS NOT NULL AND (kind, day) IN (SELECT * FROM unnest($1::text[], $2::date[]))`,
      values: [runs.map(({ kind }) => kind), runs.map(({ day }) => day)],
    });
    return runs.filter((run) => !done.some(({ kind, day }) => kind === run.kind && day === run.day));
  }

  private async begin({ kind, day }: DigestRun): Promise<void> {
    await this.transactions.statement(`INSERT INTO digest_runs (kind, day) VALUES ($1, $2) ON CONFLICT DO NOTHING`, [
      kind,
      day,
    ]);
  }

  private async candidates(): Promise<Candidates> {
    const row = await this.reads.row<Candidates>({
      name: 'digests.candidates',
      text: CANDIDATES,
      values: [],
    });
    return row!;
  }

  /** Null: the run is done, or another process is at it. */
  private batch({ kind, day, weekday, dueAt }: DigestRun, { rows, ids }: Candidates): Promise<Made | null> {
    return this.transactions.run(async (tx) => {
      const [run] = await tx.query<{ after: string | null }[]>(
        `SELECT after_id AS after FROM digest_runs WHERE kind = $1 AND day = $2 AND done_at IS NULL
            FOR UPDATE SKIP LOCKED`,
        [kind, day],
      );
      if (!run) return null;
      const of = [run.after, day, dueAt, weekday, AT_ONCE];
      const [made] =
        kind === 'watches'
          ? await tx.query<[Made]>(MAKE_WATCH_DIGESTS, of)
          : await tx.query<[Made]>(MAKE_DIGESTS, [...of, rows, ids]);
      await tx.query(
        `UPDATE digest_runs SET after_id = coalesce($3, after_id), people = people + $4, digests = digests + $5,
                done_at = CASE WHEN $4 < ${AT_ONCE} THEN now() END
          WHERE kind = $1 AND day = $2`,
        [kind, day, made.last, made.people, made.digests],
      );
      return made;
    });
  }
}
