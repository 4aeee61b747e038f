import { type MarkKind, scoreOf, type TriedResult } from './answer-order.ts';
import { authorColumns } from './author.sql.ts';
import { type Author } from './author.ts';

/** What a member says of an answer that they tried. */
export interface TryRow extends Author {
  id: string;
  result: TriedResult;
  councilType: string | null;
  serviceArea: string | null;
  year: number | null;
  note: string | null;
  fictional: boolean;
  /** ISO 8601, as JSON has it. */
  at: string;
}

export interface OwnTry {
  result: TriedResult;
  councilType: string | null;
  serviceArea: string | null;
  year: number | null;
  note: string | null;
}

/** What a member warns of. */
export interface AnswerMarkRow extends Author {
  id: string;
  kind: MarkKind;
  comment: string;
  fictional: boolean;
  at: string;
}

/** How many of each stand on the post itself; all of them have a page of their own. */
const SHOWN = 10;

/** As columns of what members say in the thread of post p, from `m` and people b: who, and what. */
const TRY = `m.id, m.result, m.council_type AS "councilType", m.service_area AS "serviceArea", m.year, m.note, m.at`;
const MARK = `m.id, m.kind, m.comment, m.at`;

/** Whoever asked under a mask says under it, too, whether it worked. */
const saidBy = (reader: string): string =>
  `${authorColumns({ by: 'b', of: 'm', reader })}, b.fictional AND m.mask IS NULL AS fictional`;

/** The rows of a table about post p, each with its author and the mask that they wear there. */
const saidIn = (table: 'post_tries' | 'post_marks', post: { id: string; threadId: string }): string => `
  (SELECT r.*, r.person_id AS author_id, asked.mask
     FROM ${table} r LEFT JOIN threads asked ON asked.id = ${post.threadId} AND asked.author_id = r.person_id
    WHERE r.post_id = ${post.id}) AS m
  JOIN people b ON b.id = m.author_id`;

const newest = (columns: string, table: 'post_tries' | 'post_marks', reader: string): string => `
  (SELECT json_agg(said ORDER BY said.at DESC, said.id DESC)
     FROM (SELECT ${columns}, ${saidBy(reader)}
             FROM ${saidIn(table, { id: 'p.id', threadId: 'p.thread_id' })}
            ORDER BY m.at DESC, m.id DESC LIMIT ${SHOWN}) AS said)`;

/**
 * What members say of post p, from its row alone where nobody says anything, as of most. `seen`: whether the reader may
 * see what is hidden. `reader` null: only how many they are.
 */
export function saidColumns(seen: string, reader: string | null): string {
  const counts = `p.worked_count AS "workedCount", p.partly_count AS "partlyCount", p.failed_count AS "failedCount",
    p.outdated_count AS "outdatedCount", p.risky_count AS "riskyCount"`;
  if (reader === null) return `${counts}, NULL::json AS tries, NULL::json AS marks, NULL::json AS mine`;
  const tried = 'p.worked_count + p.partly_count + p.failed_count > 0';
  return `${counts},
    CASE WHEN ${tried} AND ${seen} THEN ${newest(TRY, 'post_tries', reader)} END AS tries,
    CASE WHEN p.outdated_count + p.risky_count > 0 AND ${seen} THEN ${newest(MARK, 'post_marks', reader)} END AS marks,
    CASE WHEN ${tried} THEN
      (SELECT json_build_object('result', r.result, 'councilType', r.council_type, 'serviceArea', r.service_area,
                                'year', r.year, 'note', r.note)
         FROM post_tries r WHERE r.post_id = p.id AND r.person_id = ${reader}::uuid) END AS mine`;
}

/** $1 post, $2 its thread, $3 the reader, $4 and $5 after which, $6 how many. */
const saidOf = (columns: string, table: 'post_tries' | 'post_marks'): string => `
  SELECT ${columns}, ${saidBy('$3')}
    FROM ${saidIn(table, { id: '$1', threadId: '$2' })}
   WHERE (m.at, m.id) < ($4::timestamptz, $5::uuid)
   ORDER BY m.at DESC, m.id DESC
   LIMIT $6`;

export const TRIES_OF = saidOf(TRY, 'post_tries');
export const MARKS_OF = saidOf(MARK, 'post_marks');

/**
 * $1 thread, $2 the number of the post that was shown last (0: none), $3 how many more. The question, then its answers
 * best first, each with the replies beneath it, oldest first.
 */
export const BEST_FIRST = `
  WITH last AS MATERIALIZED (
    SELECT a.number AS answer, ${scoreOf('a')} AS score
      FROM posts p JOIN posts a ON a.id = coalesce(p.reply_to_id, p.id)
     WHERE p.thread_id = $1 AND p.number = $2 AND p.number > 1 AND a.thread_id = $1
  ), answers AS MATERIALIZED (
    SELECT p.id, p.number, ${scoreOf('p')} AS score
      FROM posts p
     WHERE p.thread_id = $1 AND p.number > 1 AND p.reply_to_id IS NULL
       AND (${scoreOf('p')}, p.number) <= (coalesce((SELECT score FROM last), 2147483647),
                                           coalesce((SELECT answer FROM last), 2147483647))
     ORDER BY ${scoreOf('p')} DESC, p.number DESC
     LIMIT $3 + 1
  ), shown AS (
    SELECT q.id, 2147483647 AS score, q.number AS answer, q.number
      FROM posts q WHERE q.thread_id = $1 AND q.number = 1 AND $2 = 0
    UNION ALL
    SELECT a.id, a.score, a.number, a.number FROM answers a
     WHERE NOT EXISTS (SELECT FROM last WHERE last.answer = a.number)
    UNION ALL
    SELECT r.id, a.score, a.number, r.number
      FROM answers a
     CROSS JOIN LATERAL (SELECT r.id, r.number FROM posts r
                          WHERE r.reply_to_id = a.id AND r.thread_id = $1
                            AND r.number > CASE WHEN a.number = (SELECT answer FROM last) THEN $2 ELSE 0 END
                          ORDER BY r.number LIMIT $3 + 1) AS r
     ORDER BY 2 DESC, 3 DESC, 4
     LIMIT $3 + 1
  )`;
