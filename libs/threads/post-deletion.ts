import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/people';
import { Reads, Transactions, type Tx } from '#libs/platform/database';
import { Stale } from '#libs/platform/errors';
import { mustStand, ThreadChanges } from './thread-changes.ts';
import { NotRestorable, NotYours, PostHidden, PostNotFound, QuestionAnswered } from './threads.errors.ts';
import { threadsPolicy } from './threads.policy.ts';
import { type PostReceipt } from './threads.service.ts';

/** So long its author can take a deletion back. */
export const RESTORABLE_DAYS = 7;

/** A post of one's own that one deleted. */
export interface DeletedPost {
  threadId: string;
  number: number;
  body: string;
  deletedAt: Date;
  /** Null: it can no longer be restored by its author. */
  restorableUntil: Date | null;
}

/** Posts that their authors take back. The place in the discussion stays, and so does the text, unread, for a while. */
@Injectable()
export class PostDeletion {
  constructor(
    private readonly transactions: Transactions,
    private readonly reads: Reads,
    private readonly changes: ThreadChanges,
  ) {}

  /**
   * Takes one's own post from everybody at once; in its place it says that its author deleted it. Twice is once. A
   * question goes only while nobody has replied. Throws Stale when it is no longer at `version`.
   */
  remove(actor: Actor, postId: string, version: number | null): Promise<PostReceipt> {
    return this.transactions.run(async (tx) => {
      const post = await this.changes.lockPost(tx, actor, postId);
      const { id, threadId, number, thread } = post;
      if (!threadsPolicy.canEditPost(actor, post)) throw new NotYours('Only its author can delete a post.');
      if (post.gone === 'deleted') return { id, threadId, number, seq: thread.lastSeq };
      mustStand(post);
      if (version !== null && version !== post.version) throw new Stale(post.version, { body: post.body });
      if (number === 1 && (await hasReplies(tx, threadId))) throw new QuestionAnswered();
      await tx.query(`UPDATE posts SET gone = 'deleted', hidden_at = now(), hidden_reason = NULL WHERE id = $1`, [id]);
      await this.changes.count(tx, post, -1);
      const seq = await this.changes.happened(tx, actor, thread, 'post-deleted', post);
      return { id, threadId, number, seq };
    });
  }

  /** Its author takes the deletion back, within a week. Twice is once. */
  restore(actor: Actor, postId: string): Promise<PostReceipt> {
    return this.transactions.run(async (tx) => {
      const post = await this.changes.lockPost(tx, actor, postId);
      const { id, threadId, number, thread } = post;
      if (!threadsPolicy.canEditPost(actor, post)) throw new NotYours('Only its author can take a deletion back.');
      if (post.hiddenAt === null) return { id, threadId, number, seq: thread.lastSeq };
      if (post.gone !== 'deleted') mustStand(post);
      if (post.hiddenReason !== null) throw new PostHidden();
      const [row] = await tx.query<{ late: boolean }[]>(
        `SELECT hidden_at < now() - make_interval(days => $2) AS late FROM posts WHERE id = $1`,
        [id, RESTORABLE_DAYS],
      );
      if (row!.late) {
        throw new NotRestorable(
          `You deleted this more than ${RESTORABLE_DAYS} days ago. Write it again, or ask a moderator to restore it.`,
        );
      }
      return { id, threadId, number, seq: await this.bringBack(tx, actor, post) };
    });
  }

  /** For moderation, which has checked the right, logs it and tells the author. False: its author had not deleted it. */
  async restoreDeleted(tx: Tx, actor: Actor, postId: string): Promise<boolean> {
    const post = await this.changes.lockPost(tx, actor, postId);
    if (post.gone !== 'deleted') return false;
    await this.bringBack(tx, actor, post);
    return true;
  }

  /** What its author deleted, for them alone; throws PostNotFound. */
  async deleted(actor: Actor, postId: string): Promise<DeletedPost> {
    const row = await this.reads.row<DeletedPost>({
      name: 'threads.deleted-post',
      text: `SELECT p.thread_id AS "threadId", p.number, p.body, p.hidden_at AS "deletedAt",
                    CASE WHEN p.hidden_reason IS NULL AND p.hidden_at >= now() - make_interval(days => $4)
                         THEN p.hidden_at + make_interval(days => $4) END AS "restorableUntil"
               FROM posts p JOIN threads t ON t.id = p.thread_id AND t.visible_to && $3::text[]
              WHERE p.id = $1 AND p.author_id = $2 AND p.gone = 'deleted'`,
      values: [postId, actor.personId, actor.keys, RESTORABLE_DAYS],
    });
    if (!row) throw PostNotFound();
    return row;
  }

  private async bringBack(tx: Tx, actor: Actor, post: Awaited<ReturnType<ThreadChanges['lockPost']>>): Promise<number> {
    await tx.query(`UPDATE posts SET gone = NULL, hidden_at = NULL, hidden_reason = NULL WHERE id = $1`, [post.id]);
    await this.changes.count(tx, post, 1);
    return this.changes.happened(tx, actor, post.thread, 'post-restored', post);
  }
}

async function hasReplies(tx: Tx, threadId: string): Promise<boolean> {
  const [row] = await tx.query<{ replied: boolean }[]>(
    `SELECT EXISTS (SELECT FROM posts WHERE thread_id = $1 AND number > 1 AND gone IS DISTINCT FROM 'deleted') AS replied`,
    [threadId],
  );
  return row!.replied;
}
