import { Client } from 'pg';
import { dueAt } from '#libs/digests';
import { cloneDatabase } from '../support/database.ts';
import { type BuiltProgram, buildProgram, freePort, until } from './built-program.ts';

jest.setTimeout(120_000);

const PEOPLE = 1_200;

describe('a worker that is killed while it makes digests', () => {
  let program: BuiltProgram;
  let database: Awaited<ReturnType<typeof cloneDatabase>>;
  let client: Client;
  beforeAll(async () => {
    database = await cloneDatabase();
    client = new Client({ connectionString: database.url });
    await client.connect();
    program = buildProgram();
  });
  afterAll(async () => {
    await program.remove();
    await client.end();
    await database.drop();
  });
  const rows = async <Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> =>
    (await client.query<Row>(text, values)).rows;
  const make = () =>
    rows(
      `INSERT INTO pgboss.job_common (name, data, policy) VALUES ('digests.make', '{}', 'short') ON CONFLICT DO NOTHING`,
    );

  it('leaves nobody out, and makes none twice', async () => {
    // Daily, so that one is due whatever day it is; chosen, and everything written, before the earliest that may be late.
    await rows(
      `WITH p AS (INSERT INTO people (name, service_areas, created_at)
                  SELECT 'Reader ' || n, '{libraries}', now() - interval '9 days' FROM generate_series(1, $1::int) AS n RETURNING id),
            a AS (INSERT INTO accounts (person_id, email, password_hash) SELECT id, id || '@waymark.example', 'x' FROM p)
       INSERT INTO notice_choices (person_id, kind, every, updated_at)
       SELECT id, 'digest', 'day', now() - interval '9 days' FROM p`,
      [PEOPLE],
    );
    await rows(
      `INSERT INTO case_notes (title, summary, author_id, status, what_happened, stage, result, evidenced, verdict,
                               published_at, service_areas)
       SELECT 'Twelve libraries', 'Visits went up.', p.id, 'published', 'It went well.', 'forming', 'went-ahead', true,
              'better', now() - interval '8 days', '{libraries}'
         FROM (SELECT id FROM people ORDER BY id LIMIT 1) AS p`,
    );
    const settings = {
      PORT: String(await freePort()),
      DATABASE_URL: database.url,
      ROLES: 'worker',
      DATA_DIR: program.root,
      // Nothing listens there: the mails wait.
      SMTP_URL: 'smtp://127.0.0.1:9',
    };
    // Another connection holds the table once the first batch is kept: so the next one is surely under way.
    const holder = new Client({ connectionString: database.url });
    await holder.connect();
    await rows(
      `CREATE FUNCTION wait_here() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         IF (SELECT count(*) FROM digest_runs WHERE after_id IS NOT NULL) > 0 THEN PERFORM pg_advisory_xact_lock(4711); END IF;
         RETURN NEW; END $$`,
    );
    await rows(`CREATE TRIGGER wait_here BEFORE INSERT ON digests FOR EACH ROW EXECUTE FUNCTION wait_here()`);
    await holder.query(`SELECT pg_advisory_lock(4711)`);
    const first = program.start(settings);
    await make();
    await until(
      async () =>
        (await rows(`SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711 AND NOT granted`)).length > 0,
      30_000,
    );

    expect(await first.end('SIGKILL')).toBe('SIGKILL');

    await holder.query(`SELECT pg_advisory_unlock(4711)`);
    await holder.end();
    await rows(`DROP TRIGGER wait_here ON digests`);
    const [begun] = await rows<{ digests: number }>(`SELECT count(*)::int AS digests FROM digests`);
    expect(begun!.digests).toBeGreaterThan(0);
    expect(begun!.digests).toBeLessThan(PEOPLE);

    program.start(settings);
    // The job of the process that was killed is still under way, as far as the queue knows.
    await rows(`UPDATE pgboss.job_common SET state = 'failed' WHERE name = 'digests.make' AND state = 'active'`);
    await make();
    await until(
      async () => (await rows(`SELECT FROM digest_runs WHERE kind = 'digest' AND done_at IS NULL`)).length === 0,
      60_000,
    );
    await until(async () => (await rows(`SELECT FROM digest_runs WHERE kind = 'digest'`)).length >= 2, 60_000);
    await until(
      async () =>
        (await rows(`SELECT FROM pgboss.job_common WHERE name = 'digests.make' AND state < 'completed'`)).length === 0,
      60_000,
    );

    expect(
      await rows(`SELECT count(*)::int AS digests, count(DISTINCT d.person_id)::int AS people, count(DISTINCT m.id)::int AS mails
                    FROM digests d JOIN mails m ON m.key = 'digest:' || d.person_id || ':' || d.day`),
    ).toEqual([{ digests: PEOPLE - 1, people: PEOPLE - 1, mails: PEOPLE - 1 }]);
    const days = await rows<{ day: string; digests: number }>(
      `SELECT day::text, digests FROM digest_runs WHERE kind = 'digest' ORDER BY day`,
    );
    expect(days.map(({ digests }) => digests)).toEqual([PEOPLE - 1, ...days.slice(1).map(() => 0)]);
    expect(dueAt(days[0]!.day).getTime()).toBeLessThan(Date.now());
  });
});
