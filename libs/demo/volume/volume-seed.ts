import { Injectable } from '@nestjs/common';
import { hashPassword } from '#libs/people';
import { Config } from '#libs/platform/config';
import { Transactions, type Tx } from '#libs/platform/database';
import { Refused } from '#libs/platform/errors';
import { DEMO_PASSWORD } from '../demo-sign-ins.ts';
import { NeverInProduction } from '../demo.errors.ts';
import { AUTHOR, TEXTS, type Volume } from './volume.ts';
import { addCaseNotes } from './volume-case-notes.ts';
import { addPeople } from './volume-people.ts';
import { addPosts, addThreads } from './volume-threads.ts';
import { paragraphs, titles } from './volume-words.ts';

/** How far it is, from 0 to 1, and what is being made. */
export type OnVolumeProgress = (done: number, what: string) => void;

/** Everything of one seed, generated inside PostgreSQL: many rows of plausible length, not a network to read. */
@Injectable()
export class VolumeSeed {
  constructor(
    private readonly transactions: Transactions,
    private readonly config: Config,
  ) {}

  /**
   * Adds the volume to whatever is there, in one transaction. Throws NeverInProduction, and Refused where the numbers
   * do not fit together or this seed is there already.
   */
  async load(volume: Volume, onProgress: OnVolumeProgress = () => undefined): Promise<void> {
    if (this.config.production) throw new NeverInProduction();
    mustFit(volume);
    const passwordHash = await hashPassword(DEMO_PASSWORD);
    await this.transactions.run(async (tx) => {
      await tx.query(`SET LOCAL statement_timeout = 0`);
      await tx.query(`SET LOCAL idle_in_transaction_session_timeout = 0`);
      await tx.query(`SET LOCAL work_mem = '64MB'`);
      await tx.query(`SELECT pg_advisory_xact_lock(hashtext('waymark.seed-volume'))`);
      await prepare(tx, volume);
      await mustBeNew(tx);
      onProgress(0, 'people');
      await addPeople(tx, volume, passwordHash);
      onProgress(0.02, 'case notes');
      await addCaseNotes(tx, volume);
      onProgress(0.05, 'threads');
      await addThreads(tx, volume);
      await addPosts(tx, volume, (done) => onProgress(0.08 + done * 0.87, 'posts'));
      onProgress(0.95, 'follows and statistics');
      await finish(tx, volume);
    });
    onProgress(1, 'done');
  }
}

function mustFit({ threads, posts, people }: Volume): void {
  if (posts < threads) {
    throw new Refused('demo.too-few-posts', [
      { field: 'posts', message: 'There must be at least as many posts as threads: each starts with one' },
    ]);
  }
  if (people < 1) throw new Refused('demo.nobody', [{ field: 'people', message: 'Somebody must write the posts' }]);
}

async function mustBeNew(tx: Tx): Promise<void> {
  const [row] = await tx.query<{ taken: boolean }[]>(
    `SELECT EXISTS (SELECT FROM people WHERE id = pg_temp.volume_id('person', 1)) AS taken`,
  );
  if (row?.taken) {
    throw new Refused('demo.seed-taken', [
      { field: 'seed', message: 'The volume of this seed is in the database already. Choose another seed' },
    ]);
  }
}

/** Temporary functions and texts. `seed` is a whole number, so it may stand in the text of a function. */
async function prepare(tx: Tx, { seed }: Volume): Promise<void> {
  const whole = Math.trunc(seed);
  await tx.query(`
    -- The same for the same seed, and a valid version 8 UUID.
    CREATE OR REPLACE FUNCTION pg_temp.volume_id(kind text, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
      SELECT overlay(overlay(md5('waymark volume ${whole} ' || kind || n) PLACING '8' FROM 13) PLACING 'a' FROM 17)::uuid
    $$;
    -- As above, but ordered by time, as the platform's own ids are: indexes then grow at their end.
    CREATE OR REPLACE FUNCTION pg_temp.volume_id_at(kind text, n bigint, at timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
      SELECT overlay(overlay(overlay(md5('waymark volume ${whole} ' || kind || n) PLACING '7' FROM 13) PLACING 'a' FROM 17)
                     PLACING lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') FROM 1)::uuid
    $$;
    -- From 0 to 1, the same for the same seed, salt and n.
    CREATE OR REPLACE FUNCTION pg_temp.chance(salt int, n bigint) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$
      SELECT (hashint8extended(n, ${whole} * 1000::bigint + salt) & 2147483647) / 2147483648.0::float8
    $$;
    DROP TABLE IF EXISTS pg_temp.volume_texts, pg_temp.volume_titles, pg_temp.volume_threads;
    CREATE TEMPORARY TABLE volume_texts (i int PRIMARY KEY, text text NOT NULL) ON COMMIT DROP;
    CREATE TEMPORARY TABLE volume_titles (i int PRIMARY KEY, title text NOT NULL) ON COMMIT DROP;
  `);
  const fill = async (table: string, texts: readonly string[]): Promise<void> => {
    await tx.query(`INSERT INTO ${table} SELECT i - 1, t FROM unnest($1::text[]) WITH ORDINALITY AS u (t, i)`, [texts]);
    await tx.query(`ANALYZE ${table}`);
  };
  await fill('volume_texts', paragraphs(whole, TEXTS));
  await fill('volume_titles', titles(whole, TEXTS));
}

async function finish(tx: Tx, { threads, people }: Volume): Promise<void> {
  await tx.query(
    `INSERT INTO thread_follows (thread_id, person_id, at) SELECT t.id, ${AUTHOR('$2', 't.first')}, t.at
       FROM volume_threads t WHERE t.n <= $1`,
    [threads, people],
  );
  await tx.query(
    `ANALYZE people, accounts, organisations, spin_outs, case_notes, outcome_measures, money_figures, threads, posts,
             events, post_citations, thread_follows`,
  );
}
