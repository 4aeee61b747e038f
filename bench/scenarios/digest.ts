import { dueAt } from '#libs/digests';
import { SERVICE_AREAS, TOPICS } from '#libs/taxonomy';
import { rowsOf } from '../database.ts';
import { compare, type Measured, type Run } from '../measure.ts';
import { Process } from '../processes.ts';
import { type Scenario } from '../scenario.ts';

const MEMBERS = 50_000;
const GOAL = 500;
const DAY = '2031-03-04';
const YEARS = `timestamptz '${DAY}' - now()`;

/**
 * Makes the digests of one morning for 50,000 members with areas and topics of their own, half of whom had one last week,
 * and who have each opened some of the questions.
 */
export const digest: Scenario = async ({ databases, scale, rounds }) => {
  const databaseUrl = await databases.copy(scale);
  await addMembers(databaseUrl);
  const runs: Run[] = [];
  const memory: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const sides = [() => made(databaseUrl, memory), () => bare(databaseUrl)];
    const [first, second] = round % 2 === 1 ? sides : sides.toReversed();
    const measured = [await first!(), await second!()];
    const [product, baseline] = (round % 2 === 1 ? measured : measured.toReversed()) as [Measured, Measured];
    runs.push({ round, product, baseline });
  }
  const compared = compare(runs);
  const { median } = compared.product;
  return [
    {
      ...compared,
      name: `digests of ${MEMBERS.toLocaleString('en-GB')} members`,
      unit: 'members/s',
      notes: [
        `goal: at least ${GOAL} members/s: ${median >= GOAL ? 'reached' : 'missed'}`,
        `memory that the process took for it: ${Math.max(...memory).toFixed(0)} MB at most`,
      ],
    },
  ];
};

async function made(databaseUrl: string, memory: number[]): Promise<Measured> {
  await forget(databaseUrl);
  const now = new Date(dueAt(DAY).getTime() + 60_000).toISOString();
  const child = Process.start('bench/children/digests.js');
  const { people, seconds, addedMb } = await child.ask<{ people: number; seconds: number; addedMb: number }>({
    databaseUrl,
    now,
  });
  await child.stop();
  memory.push(addedMb);
  const [row] = await rowsOf<{ digests: number }>(
    databaseUrl,
    `SELECT count(*)::int AS digests FROM digests d JOIN mails m ON m.key = 'digest:' || d.person_id || ':' || d.day
      WHERE d.day = '${DAY}'`,
  );
  if (row!.digests < MEMBERS * 0.9) throw new Error(`Only ${row!.digests} digests of ${people} people`);
  return { value: people / seconds };
}

async function bare(databaseUrl: string): Promise<Measured> {
  await forget(databaseUrl);
  const child = Process.start('bench/children/digests-baseline.js');
  const { people, seconds } = await child.ask<{ people: number; seconds: number }>({ databaseUrl, day: DAY });
  await child.stop();
  return { value: people / seconds };
}

/** As on the morning before, with only that day to make. */
async function forget(databaseUrl: string): Promise<void> {
  await rowsOf(databaseUrl, `DELETE FROM digests WHERE day = '${DAY}'`);
  await rowsOf(databaseUrl, `TRUNCATE mails, digest_runs`);
  await rowsOf(databaseUrl, `DELETE FROM pgboss.job_common WHERE name = 'notifications.send-mail'`);
  await rowsOf(
    databaseUrl,
    `INSERT INTO digest_runs (kind, day, done_at)
     VALUES ('digest', date '${DAY}' - 1, now()), ('digest', date '${DAY}' - 2, now())`,
  );
  await rowsOf(databaseUrl, `VACUUM ANALYZE digests, mails, digest_runs`);
}

async function addMembers(databaseUrl: string): Promise<void> {
  await rowsOf(databaseUrl, `ALTER TABLE people DISABLE TRIGGER people_reader_keys`);
  const [{ there }] = (await rowsOf<{ there: number }>(databaseUrl, `SELECT count(*)::int AS there FROM people`)) as [
    { there: number },
  ];
  await rowsOf(
    databaseUrl,
    `WITH p AS (
       INSERT INTO people (name, service_areas, topics_offered, topics_wanted, stages_lived, reader_keys, fictional, created_at)
       SELECT 'Member ' || n, ARRAY[a[1 + n % cardinality(a)], a[1 + n / 7 % cardinality(a)]], ARRAY[t[1 + n % cardinality(t)]],
              ARRAY[t[1 + n / 3 % cardinality(t)], t[1 + n / 5 % cardinality(t)]], '{forming}',
              ARRAY['public', 'network', 'person:' || n, 'role:member', 'organisation:' || n % 300], true, now() - interval '1 year'
         FROM generate_series(1, ${MEMBERS - there}) AS n, (SELECT $1::text[] AS a, $2::text[] AS t) AS words
       RETURNING id)
     INSERT INTO accounts (person_id, email, password_hash) SELECT id, id || '@members.waymark.example', 'x' FROM p`,
    [Object.keys(SERVICE_AREAS), Object.keys(TOPICS)],
  );
  // What is there was written over four years up to now: as if now were that day.
  await rowsOf(databaseUrl, `ALTER TABLE threads DISABLE TRIGGER USER; ALTER TABLE case_notes DISABLE TRIGGER USER`);
  await rowsOf(
    databaseUrl,
    `UPDATE case_notes SET published_at = published_at + (${YEARS}) WHERE status = 'published'`,
  );
  await rowsOf(
    databaseUrl,
    `INSERT INTO thread_reads (person_id, thread_id, read_number)
     SELECT p.id, t.id, 1 FROM people p CROSS JOIN LATERAL (
       SELECT id FROM (SELECT id FROM threads WHERE accepted_count = 0 ORDER BY last_post_at DESC LIMIT 200) AS newest
        ORDER BY md5(p.id::text || id) LIMIT 5) AS t ON CONFLICT DO NOTHING`,
  );
  await rowsOf(
    databaseUrl,
    `INSERT INTO digests (person_id, kind, day, worked, failed, asked, created_at)
     SELECT p.id, 'digest', date '${DAY}' - 7, ARRAY[n.id], ARRAY[n.id], ARRAY[t.id], timestamptz '${DAY}' - interval '7 days'
       FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM people) AS p
       JOIN (SELECT id, row_number() OVER (ORDER BY published_at DESC) AS n FROM case_notes WHERE status = 'published') AS n
         ON n.n = 1 + p.n % 200
       JOIN (SELECT id, row_number() OVER (ORDER BY last_post_at DESC) AS n FROM threads WHERE accepted_count = 0) AS t
         ON t.n = 1 + p.n % 200
      WHERE p.n % 2 = 0`,
  );
  await rowsOf(databaseUrl, `VACUUM ANALYZE`);
}
