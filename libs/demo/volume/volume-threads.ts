import { type Tx } from '#libs/platform/database';
import { SERVICE_AREAS, STAGES, TOPICS } from '#libs/taxonomy';
import { AUTHOR, TEXTS, type Volume } from './volume.ts';
import { BODIES } from './volume-words.ts';

const BATCH = 25_000;

/**
 * Every thread with how many posts it will have: a few have many, most have few, and all together exactly as many as
 * asked for. Threads lie evenly over the last three years; a thread's posts are some hours apart, and none is in the
 * future.
 */
export async function addThreads(tx: Tx, { threads, posts, people }: Volume): Promise<void> {
  await tx.query(
    `CREATE TEMPORARY TABLE volume_threads ON COMMIT DROP AS
     WITH weighed AS (
       SELECT n, least(60, power(1 - pg_temp.chance(3, n), -0.5)) AS weight FROM generate_series(1, $1::int) AS n
     ), summed AS (
       SELECT n, sum(weight) OVER (ORDER BY n) AS sum FROM weighed
     ), shared AS (
       SELECT n, floor(sum / max(sum) OVER () * ($2::int - $1::int))::int AS upto FROM summed
     ), counted AS (
       SELECT n, 1 + upto - lag(upto, 1, 0) OVER (ORDER BY n) AS posts, upto + n AS last FROM shared
     ), timed AS (
       SELECT *, until - (interval '3 years' / $1::int) * ($1::int - n + 1) AS at
         FROM counted, date_trunc('hour', now()) AS until
     )
     SELECT n, pg_temp.volume_id_at('thread', n, at) AS id, at, posts, last - posts + 1 AS first,
            least(interval '3 hours' * (0.05 + pg_temp.chance(4, n)), (until - at) / (posts + 1)) AS gap,
            posts > 1 AND pg_temp.chance(5, n) < 0.4 AS accepted
       FROM timed`,
    [threads, posts],
  );
  await tx.query(`ALTER TABLE volume_threads ADD PRIMARY KEY (n)`);
  await tx.query(`ANALYZE volume_threads`);
  await tx.query(
    `INSERT INTO threads (id, kind, title, author_id, service_areas, topics, stage, audience, post_count, reply_count,
                          accepted_count, follower_count, last_seq, last_post_at, fictional, created_at)
     SELECT t.id, 'question', v.title, ${AUTHOR('$1', 't.first')},
            ARRAY[($2::text[])[1 + (pg_temp.chance(6, n) * 1000)::int % cardinality($2)]],
            ARRAY[($3::text[])[1 + (pg_temp.chance(7, n) * 1000)::int % cardinality($3)]],
            ($4::text[])[1 + (pg_temp.chance(8, n) * 1000)::int % cardinality($4)],
            CASE WHEN n % 5 = 0 THEN 'public' ELSE 'network' END,
            t.posts, t.posts - 1, t.accepted::int, 1, t.posts + t.accepted::int, t.at + t.gap * (t.posts - 1), true, t.at
       FROM volume_threads t JOIN volume_titles v ON v.i = t.n % ${TEXTS}
      ORDER BY t.n`,
    [people, Object.keys(SERVICE_AREAS), Object.keys(TOPICS), Object.keys(STAGES)],
  );
}

/** The post `k` of the thread `t`. Even numbers are answers; an odd one replies to the answer before it. */
const POST_ID = (k: string): string => `pg_temp.volume_id_at('post', t.first + ${k} - 1, t.at + t.gap * (${k} - 1))`;

export async function addPosts(tx: Tx, { threads, posts, people, caseNotes }: Volume, onDone: (done: number) => void) {
  const batches = await tx.query<{ from: number; to: number; last: number }[]>(
    `SELECT min(n) AS from, max(n) AS to, max(first + posts - 1) AS last FROM volume_threads GROUP BY first / $1::int
      ORDER BY 1`,
    [BATCH],
  );
  for (const { from, to, last } of batches) {
    await tx.query(
      `INSERT INTO posts (id, thread_id, number, reply_to_id, author_id, author_organisation, body, body_html,
                          accepted_at, created_at)
       SELECT ${POST_ID('k')}, t.id, k, CASE WHEN k % 2 = 1 AND k > 1 THEN ${POST_ID('(k - 1)')} END,
              ${AUTHOR('$3', 'p')}, ($4::text[])[1 + p % cardinality($4)],
              concat_ws(E'\\n\\n', a.text, b.text, c.text, '/case-notes/' || note.id),
              concat('<p>', a.text, E'</p>\\n<p>', b.text, E'</p>\\n<p>' || c.text,
                     E'</p>\\n<p>/case-notes/' || note.id, E'</p>\\n'),
              CASE WHEN k = 2 AND t.accepted THEN t.at + t.gap * (t.posts - 1) END,
              t.at + t.gap * (k - 1)
         FROM volume_threads t
        CROSS JOIN LATERAL generate_series(1, t.posts) AS k
        CROSS JOIN LATERAL (SELECT t.first + k - 1) AS numbered (p)
         JOIN volume_texts a ON a.i = floor(pg_temp.chance(10, p) * ${TEXTS})::int
         JOIN volume_texts b ON b.i = floor(pg_temp.chance(11, p) * ${TEXTS})::int
         LEFT JOIN volume_texts c ON c.i = floor(pg_temp.chance(12, p) * ${TEXTS} / 0.3)::int
         LEFT JOIN LATERAL (SELECT ${NOTE_ID('$5')} AS id) AS note ON $5::int > 0 AND k = 2 AND t.n % 10 = 0
        WHERE t.n BETWEEN $1 AND $2
        ORDER BY t.n, k`,
      [from, to, people, BODIES, caseNotes],
    );
    await tx.query(
      `INSERT INTO events (stream_id, seq, kind, facts, actor_id, at)
       SELECT t.id, k, CASE WHEN k > t.posts THEN 'answer-accepted' ELSE 'post-added' END,
              jsonb_build_object('postId', ${POST_ID('of')}, 'number', of),
              ${AUTHOR('$3', 't.first + CASE WHEN k > t.posts THEN 0 ELSE k - 1 END')},
              t.at + t.gap * (least(k, t.posts) - 1)
         FROM volume_threads t
        CROSS JOIN LATERAL generate_series(1, t.posts + t.accepted::int) AS k
        CROSS JOIN LATERAL (SELECT CASE WHEN k > t.posts THEN 2 ELSE k END) AS what (of)
        WHERE t.n BETWEEN $1 AND $2
        ORDER BY t.n, k`,
      [from, to, people],
    );
    onDone(last / posts);
  }
  if (caseNotes > 0) {
    await tx.query(
      `INSERT INTO post_citations (post_id, case_note_id, position)
       SELECT ${POST_ID('2')}, ${NOTE_ID('$1')}, 1 FROM volume_threads t WHERE t.posts > 1 AND t.n % 10 = 0`,
      [caseNotes],
    );
  }
  if (threads === 0) onDone(1);
}

/** The case note that the thread `t` cites. */
const NOTE_ID = (caseNotes: string): string => `pg_temp.volume_id('case-note', 1 + (t.n / 10) % ${caseNotes}::int)`;
