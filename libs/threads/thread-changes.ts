import { Injectable } from '@nestjs/common';
import { type Actor, keysToWrite, NotForGuests } from '#libs/people';
import { type Tx } from '#libs/platform/database';
import { NotAllowed } from '#libs/platform/errors';
import { Events } from '#libs/platform/events';
import { type Post } from './post.entity.ts';
import { type Thread } from './thread.entity.ts';
import { PostDeleted, PostHidden, PostNotFound, ThreadNotFound } from './threads.errors.ts';
import { type ThreadEventKind } from './threads.events.ts';
import { threadsPolicy } from './threads.policy.ts';

export type LockedThread = Pick<
  Thread,
  | 'id'
  | 'kind'
  | 'title'
  | 'serviceAreas'
  | 'topics'
  | 'stage'
  | 'authorId'
  | 'mask'
  | 'audience'
  | 'audienceId'
  | 'confidentialUntil'
  | 'opensTo'
  | 'lockedAt'
  | 'lockedBy'
  | 'hiddenAt'
  | 'mergedAt'
  | 'duplicateOfId'
  | 'postCount'
  | 'followerCount'
  | 'lastSeq'
  | 'version'
  | 'visibleTo'
>;
export type LockedPost = Post & {
  thread: LockedThread;
  /** Written less than five minutes ago. */
  isFresh: boolean;
};

/** What every command that changes a thread begins and ends with. */
@Injectable()
export class ThreadChanges {
  constructor(private readonly events: Events) {}

  /** The next event of a thread whose row this transaction holds. Returns its seq. */
  async happened(
    tx: Tx,
    actor: Actor,
    thread: LockedThread,
    kind: ThreadEventKind,
    post?: Pick<Post, 'id' | 'number'>,
  ): Promise<number> {
    const seq = thread.lastSeq + 1;
    await tx.query(`UPDATE threads SET last_seq = $2 WHERE id = $1`, [thread.id, seq]);
    const facts = post ? { postId: post.id, number: post.number } : {};
    await this.events.append(tx, actor.personId, { streamId: thread.id, seq, kind, facts });
    return seq;
  }

  /**
   * Keeps the counts of the thread in step with a post that leaves its readers (-1) or comes back to them (1). With the
   * question goes the whole thread.
   */
  async count(
    tx: Tx,
    { threadId, number, acceptedAt }: Pick<Post, 'threadId' | 'number' | 'acceptedAt'>,
    by: 1 | -1,
  ): Promise<void> {
    await tx.query(
      `UPDATE threads SET reply_count = reply_count + $2, accepted_count = accepted_count + $3,
              hidden_at = CASE WHEN $4::boolean THEN CASE WHEN $5::boolean THEN now() END ELSE hidden_at END
        WHERE id = $1`,
      [threadId, number === 1 ? 0 : by, acceptedAt ? by : 0, number === 1, by === -1],
    );
  }

  /** Holds off all other writers of the thread; who only refers to it, as a new follower does, need not wait. */
  async lockThread(tx: Tx, actor: Actor, id: string): Promise<LockedThread> {
    return lockedFor(actor, await this.lockThreads(tx, [id]), id);
  }

  /**
   * Several at once, in the order of their ids: so two who want the same ones never wait for each other. Those that are
   * not there are not in it, and those that the actor may not read are: see lockedFor().
   */
  async lockThreads(tx: Tx, ids: readonly string[]): Promise<Map<string, LockedThread>> {
    const threads = await tx.query<LockedThread[]>(
      `SELECT id, kind, title, service_areas AS "serviceAreas", topics, stage, author_id AS "authorId", mask, audience, audience_id AS "audienceId",
              confidential_until::text AS "confidentialUntil", opens_to AS "opensTo", locked_at AS "lockedAt", locked_by AS "lockedBy", hidden_at AS "hiddenAt", merged_at AS "mergedAt",
              duplicate_of_id AS "duplicateOfId", post_count AS "postCount",
              follower_count AS "followerCount", last_seq AS "lastSeq", version, visible_to AS "visibleTo"
         FROM threads WHERE id = ANY ($1::uuid[]) ORDER BY id FOR NO KEY UPDATE`,
      [ids],
    );
    return new Map(threads.map((thread) => [thread.id, thread]));
  }

  /** The thread first, then the post: every command locks in this order. */
  async lockPost(tx: Tx, actor: Actor, id: string): Promise<LockedPost> {
    const [found] = await tx.query<{ threadId: string }[]>(`SELECT thread_id AS "threadId" FROM posts WHERE id = $1`, [
      id,
    ]);
    if (!found) throw PostNotFound();
    const thread = await this.lockThread(tx, actor, found.threadId);
    const [post] = await tx.query<Omit<LockedPost, 'thread'>[]>(
      `SELECT id, thread_id AS "threadId", number, reply_to_id AS "replyToId", author_id AS "authorId", mask, body, version,
              accepted_at AS "acceptedAt", hidden_at AS "hiddenAt", hidden_reason AS "hiddenReason", gone, began,
              created_at > now() - interval '5 minutes' AS "isFresh"
         FROM posts WHERE id = $1 AND thread_id = $2 AND gone IS DISTINCT FROM 'moved'`,
      [id, thread.id],
    );
    if (post) return { ...post, thread };
    const [moved] = await tx.query<object[]>(`SELECT FROM posts WHERE id = $1 AND gone IS DISTINCT FROM 'moved'`, [id]);
    if (!moved) throw PostNotFound();
    return this.lockPost(tx, actor, id);
  }
}

/** Of locked threads the one that the actor asks for, if they may read it and write. Throws ThreadNotFound, NotAllowed. */
export function lockedFor(actor: Actor, threads: ReadonlyMap<string, LockedThread>, id: string): LockedThread {
  const thread = threads.get(id);
  if (!thread || !threadsPolicy.canRead(actor, thread)) throw ThreadNotFound();
  mustBeAllowedToWrite(actor);
  if (!threadsPolicy.canRead({ ...actor, keys: keysToWrite(actor) }, thread)) throw new NotForGuests();
  return thread;
}

/** Throws where nobody may change the post: a moderator hid it, or its author deleted it. */
export function mustStand({ hiddenAt, gone }: Pick<Post, 'hiddenAt' | 'gone'>): void {
  if (gone === 'deleted') throw new PostDeleted();
  if (hiddenAt) throw new PostHidden();
}

export function mustBeAllowedToWrite(actor: Actor): void {
  if (!actor.mayWrite) throw new NotAllowed('This token is for reading only.');
}
