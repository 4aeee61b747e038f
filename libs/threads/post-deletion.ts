import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/people';
import { Reads, Transactions, type Tx } from '#libs/platform/database';
import { Stale } from '#libs/platform/errors';
import { type Post } from './post.entity.ts';
import { ERASED, ERASED_AFTER_DAYS } from './post-erasure.ts';
import { type LockedPost, mustStand, ThreadChanges } from './thread-changes.ts';
import {
  NotRestorable,
  NotYours,
  PostHidden,
  PostNotFound,
  QuestionAnswered,
  ThreadNotFound,
  type WhyItStays,
} from './threads.errors.ts';
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
  /** Its text is not there any more. */
  erased: boolean;
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
   * Takes one's own post from everybody at once; in its place it says that its author deleted it. Twice is once. With a
   * question goes the whole discussion, and whatever its asker wrote in it; but only while nobody else's words would go
   * with it. Throws Stale when it is no longer at `version`.
   */
  remove(actor: Actor, postId: string, version: number | null): Promise<PostReceipt> {
    return this.transactions.run(async (tx) => {
      const post = await this.changes.lockPost(tx, actor, postId);
      const { id, threadId, number, thread } = post;
      if (!threadsPolicy.canEditPost(actor, post)) throw new NotYours('Only its author can delete a post.');
      if (post.gone === 'deleted') return { id, threadId, number, seq: thread.lastSeq };
      mustStand(post);
      if (version !== null && version !== post.version) throw new Stale(post.version, { body: post.body });
      if (number === 1) return this.withdraw(tx, actor, post);
      await tx.query(`UPDATE posts SET ${DELETE} WHERE id = $1`, [id]);
      await this.changes.count(tx, post, -1);
      const seq = await this.changes.happened(tx, actor, thread, 'post-deleted', post);
      return { id, threadId, number, seq };
    });
  }

  /** Its author takes the deletion back, within a week: of a question with all that went with it. Twice is once. */
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
    if (post.body === ERASED) {
      throw new NotRestorable(`Its text was erased, ${ERASED_AFTER_DAYS} days after it was deleted.`);
    }
    await this.bringBack(tx, actor, post);
    return true;
  }

  /** What its author deleted, for them alone; throws PostNotFound. */
  async deleted(actor: Actor, postId: string): Promise<DeletedPost> {
    const row = await this.reads.row<DeletedPost>({
      name: 'threads.deleted-post',
      text: `SELECT p.thread_id AS "threadId", p.number, p.body, p.hidden_at AS "deletedAt", p.body = '${ERASED}' AS erased,
                    CASE WHEN p.hidden_reason IS NULL AND p.hidden_at >= now() - make_interval(days => $4)
                         THEN p.hidden_at + make_interval(days => $4) END AS "restorableUntil"
               FROM posts p JOIN threads t ON t.id = p.thread_id AND t.visible_to && $3::text[]
              WHERE p.id = $1 AND p.author_id = $2 AND p.gone = 'deleted'`,
      values: [postId, actor.personId, actor.keys, RESTORABLE_DAYS],
    });
    if (!row) throw PostNotFound();
    return row;
  }

  /** The question of a discussion, and what others have written there for which it stays; throws ThreadNotFound. */
  async question(actor: Actor, threadId: string): Promise<{ id: string; answered: WhyItStays | null }> {
    const row = await this.reads.row<{ id: string; answered: WhyItStays | null }>({
      name: 'threads.question',
      text: `SELECT p.id, ${BY_OTHERS('t.id', 't.author_id')} AS answered
               FROM threads t JOIN posts p ON p.thread_id = t.id AND p.number = 1
              WHERE t.id = $1 AND t.visible_to && $2::text[]`,
      values: [threadId, actor.keys],
    });
    if (!row) throw ThreadNotFound();
    return row;
  }

  private async withdraw(tx: Tx, actor: Actor, post: LockedPost): Promise<PostReceipt> {
    const { id, threadId, authorId, number } = post;
    const [row] = await tx.query<{ answered: WhyItStays | null }[]>(
      `SELECT ${BY_OTHERS('$1::uuid', '$2::uuid')} AS answered`,
      [threadId, authorId],
    );
    if (row!.answered !== null) throw new QuestionAnswered(row!.answered);
    const [gone] = await tx.query<[CountedPost[], number]>(
      `UPDATE posts SET ${DELETE} WHERE thread_id = $1 AND author_id = $2 AND hidden_at IS NULL
       RETURNING ${COUNTED}`,
      [threadId, authorId],
    );
    const seq = await this.happenedToAll(tx, actor, post, gone, -1);
    return { id, threadId, number, seq };
  }

  private async bringBack(tx: Tx, actor: Actor, post: LockedPost): Promise<number> {
    // What went with the question went at the same moment.
    const [back] = await tx.query<[CountedPost[], number]>(
      `UPDATE posts SET gone = NULL, hidden_at = NULL, hidden_reason = NULL
        WHERE id = $1 OR ($4 = 1 AND thread_id = $2 AND author_id = $3 AND gone = 'deleted' AND hidden_reason IS NULL
                          AND hidden_at = (SELECT hidden_at FROM posts WHERE id = $1))
       RETURNING ${COUNTED}`,
      [post.id, post.threadId, post.authorId, post.number],
    );
    return this.happenedToAll(tx, actor, post, back, 1);
  }

  /** In the order of the discussion, each with its event. Returns the last seq. */
  private async happenedToAll(
    tx: Tx,
    actor: Actor,
    { thread }: LockedPost,
    posts: readonly CountedPost[],
    by: 1 | -1,
  ): Promise<number> {
    let { lastSeq } = thread;
    for (const post of posts.toSorted((a, b) => a.number - b.number)) {
      await this.changes.count(tx, post, by);
      const kind = by === 1 ? 'post-restored' : 'post-deleted';
      lastSeq = await this.changes.happened(tx, actor, { ...thread, lastSeq }, kind, post);
    }
    return lastSeq;
  }
}

type CountedPost = Pick<Post, 'id' | 'threadId' | 'number' | 'acceptedAt'>;
const COUNTED = `id, thread_id AS "threadId", number, accepted_at AS "acceptedAt"`;

const DELETE = `gone = 'deleted', hidden_at = now(), hidden_reason = NULL`;

/**
 * A WhyItStays; null: nobody else has words there. A post counts until its author takes it back, also where a moderator hid
 * it, but not where it was moved to another discussion; so does what came of an answer that stands, and a warning of it.
 */
const BY_OTHERS = (thread: string, asker: string): string => `
  CASE WHEN EXISTS (SELECT FROM posts o WHERE o.thread_id = ${thread} AND o.author_id <> ${asker} AND o.gone IS NULL)
       THEN 'replied'
       WHEN EXISTS (SELECT FROM posts o
                     WHERE o.thread_id = ${thread} AND o.gone IS NULL
                       AND (EXISTS (SELECT FROM post_tries r WHERE r.post_id = o.id AND r.person_id <> ${asker})
                            OR EXISTS (SELECT FROM post_marks m WHERE m.post_id = o.id AND m.person_id <> ${asker})))
       THEN 'said-of-an-answer' END`;
