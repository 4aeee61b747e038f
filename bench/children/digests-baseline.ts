import { Pool } from 'pg';
import { answer } from './answer.ts';

const AT_ONCE = 250;

/** The least that could keep them: the same rows, of things that were chosen once for all, as many in a transaction. */
answer(async ({ databaseUrl, day }: { databaseUrl: string; day: string }) => {
  const pool = new Pool({ connectionString: databaseUrl, max: 4 });
  const began = performance.now();
  let people = 0;
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      const { rows } = await client.query<{ last: string; people: number }>({
        name: 'digests',
        text: `WITH batch AS (SELECT id FROM people WHERE id > $1 ORDER BY id LIMIT ${AT_ONCE}),
               made AS (INSERT INTO digests (person_id, kind, day, worked, failed, asked)
                        SELECT id, 'digest', $2::date, ARRAY[id], ARRAY[id], ARRAY[id] FROM batch RETURNING person_id),
               mailed AS (INSERT INTO mails (person_id, kind, key)
                          SELECT person_id, 'digest', 'digest:' || person_id || ':' || $2 FROM made)
               SELECT max(id::text) AS last, count(*)::int AS people FROM batch`,
        values: [after, day],
      });
      await client.query('COMMIT');
      people += rows[0]!.people;
      after = rows[0]!.last;
      if (rows[0]!.people < AT_ONCE) break;
    } finally {
      client.release();
    }
  }
  const seconds = (performance.now() - began) / 1_000;
  await pool.end();
  return { people, seconds };
});
