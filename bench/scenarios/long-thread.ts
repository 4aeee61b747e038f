import { cookieOf, rowsOf } from '../database.ts';
import { throughput, warmUp } from '../load.ts';
import { interleaved } from '../measure.ts';
import { startProduct } from '../processes.ts';
import { type Scenario } from '../scenario.ts';

const CONNECTIONS = 32;
const LONG = 10_000;
const SHORT = 20;

/** A discussion of 10,000 posts (as product) against one of 20 (as baseline), each opened at its first new post. */
export const longThread: Scenario = async ({ databases, scale, rounds, seconds }) => {
  const databaseUrl = await databases.copy(scale);
  const ids = await Promise.all([LONG, SHORT].map((posts) => halfRead(databaseUrl, posts)));
  await rowsOf(databaseUrl, 'VACUUM ANALYZE');
  // A browser whose script says what was seen: the pages move no position, and every request is the same.
  const headers = { cookie: `${cookieOf(1)}; waymark-script=yes` };
  const server = await startProduct(databaseUrl);
  const [long, short] = ids.map((id) => [`/threads/${id}?unread`]) as [string[], string[]];
  try {
    for (const paths of [long, short]) await warmUp(server.url, paths, headers);
    const load = { headers, connections: CONNECTIONS, seconds };
    const comparison = await interleaved(
      rounds,
      () => throughput(server, long, load),
      () => throughput(server, short, load),
    );
    const name = `at the first new post: ${LONG} posts (as product) against ${SHORT} (as baseline)`;
    return [{ ...comparison, name, unit: 'requests/s', goal: 0.85 }];
  } finally {
    await server.process.stop();
  }
};

/** A discussion of which the person of the first session has read half; as many of the posts as fit on both pages. */
async function halfRead(url: string, posts: number): Promise<string> {
  const [row] = await rowsOf<{ id: string }>(
    url,
    `WITH t AS (
       INSERT INTO threads (title, author_id, post_count, reply_count)
       SELECT 'How long did each of these take?', id, $1, $1 - 1 FROM people ORDER BY id LIMIT 1 RETURNING id, author_id
     ), p AS (
       INSERT INTO posts (thread_id, number, author_id, body, body_html)
       SELECT t.id, n, t.author_id, 'It took us nine months.', '<p>It took us nine months.</p>'
         FROM t, generate_series(1, $1::int) AS n
     )
     INSERT INTO thread_reads (person_id, thread_id, read_number)
     SELECT s.person_id, t.id, $1 / 2 FROM t, (SELECT person_id FROM sessions WHERE device = 'bench') AS s
     ON CONFLICT DO NOTHING RETURNING thread_id AS id`,
    [posts],
  );
  return row!.id;
}
