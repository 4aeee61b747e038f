/**
 * SQL: what may stand in a digest at all. It goes into mailboxes, which others read as well: so nothing that is not open
 * to the whole network, however much its reader may read.
 */
export const OPEN_NOTE = (n: string): string => `(${n}.status = 'published' AND ${n}.visible_to && '{public,network}')`;

/** A question that waits for an answer. */
export const OPEN_QUESTION = (t: string): string => `(
  ${t}.kind = 'question' AND ${t}.accepted_count = 0 AND ${t}.locked_at IS NULL AND ${t}.hidden_at IS NULL
  AND ${t}.audience IN ('public', 'network') AND ${t}.confidential_until IS NULL AND ${t}.visible_to && '{public,network}')`;

/** They have opened it, or want to hear nothing of it. */
export const SEEN_OR_MUTED = (thread: string, person: string): string => `(
  EXISTS (SELECT FROM thread_reads opened WHERE opened.person_id = ${person} AND opened.thread_id = ${thread})
  OR EXISTS (SELECT FROM thread_follows muted
              WHERE muted.person_id = ${person} AND muted.thread_id = ${thread} AND muted.level = 'muted'))`;
