import { OWN_MOST } from './read-positions.ts';

/**
 * Moves posts of a thread to the end of another, in the order of their numbers, and leaves a stone in each place: in one
 * statement, whose row says how many, and which is the last. The transaction holds both rows of `threads`.
 *
 * $1 from, $2 to, $3 which ids (null: all), $4 the last number there, $5 whether what the asker accepted stays accepted,
 * $6 the title of the thread where it is merged whole, else null.
 *
 * A post keeps its id, and with that its author, its time and all that hangs on it. What stood beneath a post that goes
 * stands beneath its stone; what goes without the answer it was beneath is an answer where it comes.
 */
export const MOVE = `
  WITH picked AS MATERIALIZED (
    SELECT p.id, p.number, p.reply_to_id, p.author_id, p.author_organisation, p.mask, p.lang, p.created_at,
           uuid_v7() AS stone_id, ($4 + row_number() OVER (ORDER BY p.number))::int AS place
      FROM posts p
     WHERE p.thread_id = $1 AND p.gone IS DISTINCT FROM 'moved' AND ($3::uuid[] IS NULL OR p.id = ANY ($3))
  ), chosen AS MATERIALIZED (
    SELECT p.*, above.id AS above_id, above.stone_id AS above_stone_id
      FROM picked p LEFT JOIN picked above ON above.id = p.reply_to_id
  ), moved AS (
    UPDATE posts p
       SET thread_id = $2, number = c.place, reply_to_id = c.above_id,
           accepted_at = CASE WHEN $5::boolean AND c.place > 1 THEN p.accepted_at END,
           began = CASE WHEN c.number = 1 THEN $6 ELSE p.began END
      FROM chosen c WHERE p.id = c.id
    RETURNING p.id
  ), stones AS (
    INSERT INTO posts (id, thread_id, number, reply_to_id, author_id, author_organisation, mask, body, body_html, lang,
                       created_at, hidden_at, gone, moved_to_id)
    SELECT c.stone_id, $1, c.number, coalesce(c.above_stone_id, c.reply_to_id), c.author_id, c.author_organisation,
           c.mask, 'Moved', '', c.lang, c.created_at, now(), 'moved', c.id
      FROM moved m JOIN chosen c ON c.id = m.id
    RETURNING id
  ), left_behind AS (
    UPDATE posts p SET reply_to_id = c.stone_id FROM chosen c
     WHERE p.reply_to_id = c.id AND p.thread_id = $1 AND NOT EXISTS (SELECT FROM chosen o WHERE o.id = p.id)
  )
  SELECT count(*)::int AS count, (array_agg(id ORDER BY place DESC))[1] AS "lastId" FROM chosen`;

/** The counts of threads, from their posts. $1: which. In a masked one the time of the last post is to the hour. */
export const RECOUNT = `
  UPDATE threads t
     SET post_count = c.posts, reply_count = c.replies, accepted_count = c.accepted,
         last_post_at = CASE WHEN t.mask IS NULL THEN c.at ELSE date_trunc('hour', c.at) END
    FROM (SELECT p.thread_id, count(*)::int AS posts,
                 count(*) FILTER (WHERE p.number > 1 AND p.hidden_at IS NULL)::int AS replies,
                 count(*) FILTER (WHERE p.accepted_at IS NOT NULL AND p.hidden_at IS NULL)::int AS accepted,
                 coalesce(max(p.created_at) FILTER (WHERE p.gone IS DISTINCT FROM 'moved'), max(p.created_at)) AS at
            FROM posts p WHERE p.thread_id = ANY ($1::uuid[]) GROUP BY p.thread_id) AS c
   WHERE t.id = c.thread_id`;

/** Their stones are of this transaction: a post that was moved before and came back has others. */
const CAME = `
  SELECT p.number, stone.number AS was, p.author_id
    FROM posts p
    JOIN posts stone ON stone.thread_id = $1 AND stone.moved_to_id = p.id AND stone.hidden_at = now()::timestamptz(3)
   WHERE p.thread_id = $2 AND p.number > $3`;

/**
 * How far each has read thread $2 after the posts numbered from $3 + 1 came there from $1: who had read all of it, and
 * these where they stood, has read these too; and nobody has to read what they wrote.
 */
export const READ_ON = `
  WITH came AS MATERIALIZED (${CAME}
  ), places AS MATERIALIZED (
    SELECT array_agg(was ORDER BY was) AS all FROM came
  ), reached AS MATERIALIZED (
    -- They came in the order in which they stood: so many had been read there are read here.
    SELECT who.person_id, CASE WHEN coalesce(r.read_number, 0) < $3 THEN r.read_number
                               ELSE $3 + width_bucket(coalesce(s.read_number, 0), places.all) END AS number, o.own
      FROM places, (SELECT person_id FROM thread_reads WHERE thread_id = $1 UNION SELECT author_id FROM came) AS who (person_id)
      LEFT JOIN (SELECT author_id, array_agg(number) AS own FROM came GROUP BY author_id) AS o ON o.author_id = who.person_id
      LEFT JOIN thread_reads s ON s.person_id = who.person_id AND s.thread_id = $1
      LEFT JOIN thread_reads r ON r.person_id = who.person_id AND r.thread_id = $2
     WHERE r.person_id IS NOT NULL OR $3 = 0
  )
  INSERT INTO thread_reads AS r (person_id, thread_id, read_number, own_ahead)
  SELECT n.person_id, $2, n.number, ARRAY(SELECT own FROM unnest(n.own) AS own WHERE own > n.number LIMIT ${OWN_MOST})
    FROM reached n WHERE n.number > 0 OR n.own IS NOT NULL
   ORDER BY n.person_id
  ON CONFLICT (person_id, thread_id) DO UPDATE SET
    read_number = greatest(r.read_number, excluded.read_number),
    own_ahead = ARRAY(SELECT DISTINCT ahead FROM unnest(r.own_ahead || excluded.own_ahead) AS ahead
                       WHERE ahead > greatest(r.read_number, excluded.read_number)
                       ORDER BY ahead DESC LIMIT ${OWN_MOST})`;

/**
 * Who follows thread $2 from now on, since they wrote what came there from $1 with a number above $3; or, where that was
 * merged whole ($4), since they followed it. As closely as there, if they may read it and have said nothing of it before.
 */
export const FOLLOW_ON = `
  WITH begun AS (
    INSERT INTO thread_follows (thread_id, person_id, level)
    SELECT $2, f.person_id, f.level
      FROM thread_follows f
      JOIN threads t ON t.id = $2
      JOIN people p ON p.id = f.person_id AND p.reader_keys && t.visible_to
     WHERE f.thread_id = $1 AND f.level IN ('every', 'first')
       AND ($4::boolean OR f.person_id IN (SELECT c.author_id FROM (${CAME}) AS c))
     ORDER BY f.person_id
    ON CONFLICT DO NOTHING RETURNING person_id)
  UPDATE threads SET follower_count = follower_count + (SELECT count(*) FROM begun) WHERE id = $2`;

/**
 * Whose posts came to thread $2 from $1 with a number above $3, the actor $4 and those who muted it aside: where the
 * first of each is now, and was, and whether they may read it there.
 */
export const MOVED_AUTHORS = `
  SELECT c.author_id AS "personId", min(c.number)::int AS number, min(c.was)::int AS was,
         bool_or(a.reader_keys && t.visible_to) AS readable
    FROM (${CAME}) AS c JOIN threads t ON t.id = $2 JOIN people a ON a.id = c.author_id
   WHERE c.author_id <> $4
     AND NOT EXISTS (SELECT FROM thread_follows m
                      WHERE m.thread_id IN ($1, $2) AND m.person_id = c.author_id AND m.level = 'muted')
   GROUP BY c.author_id`;
