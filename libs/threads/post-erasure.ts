import { Injectable } from '@nestjs/common';
import { Reads, Transactions, type Tx } from '#libs/platform/database';
import { eachAlone } from '#libs/platform/jobs';

/** So long after its author deleted a post its text is kept: see RESTORABLE_DAYS for how long they can take that back. */
export const ERASED_AFTER_DAYS = 30;
/** What stands in place of a text that was erased, so that a post and a title are never without one. */
export const ERASED = '[Erased]';
const ERASED_TITLE = 'Erased question';

const ERASED_AT_ONCE = 500;

/**
 * Of posts p: deleted long enough ago by their authors, and nobody needs the text. It is needed while a report of it waits
 * and as long after the decision, while its author was asked to keep records, and where a moderator hid it as well.
 */
const DUE = `p.gone = 'deleted' AND p.body <> '${ERASED}' AND p.hidden_reason IS NULL
  AND p.hidden_at < now() - make_interval(days => $2::int)
  AND NOT EXISTS (SELECT FROM record_keeping k WHERE k.person_id = p.author_id AND k.hold_about IS NOT NULL)
  AND NOT EXISTS (SELECT FROM reports r WHERE r.subject = 'post' AND r.subject_id = p.id
                     AND (r.status = 'open' OR r.decided_at > now() - make_interval(days => $2::int)))`;

/** Takes the text of deleted posts out of the database. The tombstone stays, with who wrote it and when. */
@Injectable()
export class PostErasure {
  constructor(
    private readonly transactions: Transactions,
    private readonly reads: Reads,
  ) {}

  /**
   * Erases what is due: text, HTML, earlier texts, files and what was named; of a question the title too. Run by the clock; may
   * be run again, and by several at once. Returns how many posts.
   */
  async eraseDue(): Promise<number> {
    const due = await this.reads.rows<{ id: string; threadId: string }>({
      name: 'threads.due-erasures',
      text: `SELECT p.id, p.thread_id AS "threadId" FROM posts p WHERE ${DUE} ORDER BY p.hidden_at, p.id LIMIT $1`,
      values: [ERASED_AT_ONCE, ERASED_AFTER_DAYS],
    });
    return eachAlone('the erasure of a post', due, ({ id, threadId }) =>
      this.transactions.run((tx) => erase(tx, id, threadId)),
    );
  }
}

/** False: it was restored, or is needed, since it was found. */
async function erase(tx: Tx, id: string, threadId: string): Promise<boolean> {
  await tx.query(`SELECT FROM threads WHERE id = $1 FOR NO KEY UPDATE`, [threadId]);
  const [posts] = await tx.query<[{ number: number }[], number]>(
    `UPDATE posts p SET body = '${ERASED}', body_html = '<p>${ERASED}</p>', has_references = false, has_files = false,
            began = NULL
      WHERE p.id = $1 AND ${DUE} RETURNING p.number`,
    [id, ERASED_AFTER_DAYS],
  );
  const [post] = posts;
  if (!post) return false;
  for (const table of ['post_revisions', 'post_mentions', 'post_citations', 'post_references']) {
    await tx.query(`DELETE FROM ${table} WHERE post_id = $1`, [id]);
  }
  // As what its author took out a week ago: housekeeping takes the files themselves.
  await tx.query(`UPDATE post_files SET removed_at = now() - interval '7 days' WHERE post_id = $1`, [id]);
  if (post.number === 1) await tx.query(`UPDATE threads SET title = $2 WHERE id = $1`, [threadId, ERASED_TITLE]);
  // That of a discussion which was merged, and which this began.
  await tx.query(
    `UPDATE threads t SET title = $2 FROM posts stone
      WHERE stone.moved_to_id = $1 AND stone.number = 1 AND t.id = stone.thread_id AND t.merged_at IS NOT NULL`,
    [id, ERASED_TITLE],
  );
  return true;
}
