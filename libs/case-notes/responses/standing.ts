import { type Tx } from '#libs/platform/database';

/** So many members who say that a note is out of date are believed until it is checked; of moderators, one. */
const BELIEVED = 2;

/**
 * Whether a note is in doubt and whether something about it waits for moderators, after any of that has changed. The
 * transaction holds the note's row. Both keep the moment at which they began: one line in the queue, however much it is.
 */
export async function keepStanding(tx: Tx, id: string): Promise<void> {
  await tx.query(
    `UPDATE case_notes n
        SET doubted_at = CASE WHEN s.doubted THEN coalesce(n.doubted_at, now()) END,
            check_since = CASE WHEN s.disputed OR s.asked OR (s.doubted AND s.unchecked)
                               THEN coalesce(n.check_since, now()) END
       FROM (SELECT coalesce(bool_or(m.status = 'upheld' OR m.by_moderator) FILTER (WHERE m.stands), false)
                      OR count(*) FILTER (WHERE m.stands) >= $2 AS doubted,
                    coalesce(bool_or(m.status = 'open') FILTER (WHERE m.stands), false) AS unchecked,
                    coalesce(bool_or(m.kind = 'disputed' AND m.status = 'open'), false) AS disputed,
                    EXISTS (SELECT FROM case_note_replies r WHERE r.case_note_id = $1 AND r.status = 'asked') AS asked
               FROM (SELECT *, kind = 'out-of-date' AND status <> 'dismissed' AS stands
                       FROM case_note_marks WHERE case_note_id = $1) AS m) AS s
      WHERE n.id = $1`,
    [id, BELIEVED],
  );
}

/** A text that a moderator has just published is in date, whatever was said of the one before. */
export async function settleDoubts(tx: Tx, id: string, moderatorId: string): Promise<void> {
  await tx.query(
    `UPDATE case_note_marks SET status = 'dismissed', decided_by = $2, decided_at = now()
      WHERE case_note_id = $1 AND kind = 'out-of-date' AND status <> 'dismissed'`,
    [id, moderatorId],
  );
  await keepStanding(tx, id);
}
