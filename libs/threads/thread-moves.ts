import { Injectable } from '@nestjs/common';
import { Notifications } from '#libs/notifications';
import { type Actor } from '#libs/people';
import { type Tx } from '#libs/platform/database';
import { NotAllowed, Refused, Stale } from '#libs/platform/errors';
import { type MergeInput, type MoveInput, MOVED_MOST, type SplitInput } from './moves.inputs.ts';
import { postAddress } from './post-address.ts';
import { breaksPromise } from './readership.ts';
import { lockedFor, type LockedThread, ThreadChanges } from './thread-changes.ts';
import { FOLLOW_ON, MOVE, MOVED_AUTHORS, READ_ON, RECOUNT } from './thread-moves.sql.ts';
import { ChangedMeanwhile, ThreadMerged } from './threads.errors.ts';
import { threadsPolicy } from './threads.policy.ts';

/** Where posts are now: the thread, the number of the first of them, and how many. */
// A type, not an interface: only so is it assignable to Json.
// oxlint-disable-next-line typescript/consistent-type-definitions
export type MoveReceipt = { threadId: string; number: number; count: number };

interface Chosen {
  id: string;
  number: number;
  authorId: string;
  masked: boolean;
  gone: 'deleted' | 'moved' | null;
  hidden: boolean;
  /** Who asked under a mask said what came of it, or warned of it. */
  saidMasked: boolean;
}

/**
 * Posts that a moderator puts where they belong: into a discussion of their own, into another one, or a whole discussion
 * into another. For moderation, which logs it, in one transaction.
 *
 * A post keeps its id, so what hangs on it comes along; a stone takes its place, and numbers have no gaps anywhere.
 * Nobody reads by it what they could not read before. What was written under a mask stays where it is: who asked writes
 * by name everywhere else, and a mask that is lifted in one place would fall in the other.
 */
@Injectable()
export class ThreadMoves {
  constructor(
    private readonly changes: ThreadChanges,
    private readonly notifications: Notifications,
  ) {}

  /** Begins a discussion with these posts, for the same readers. Who wrote the first of them is who began it. */
  async split(
    tx: Tx,
    actor: Actor,
    threadId: string,
    { posts, title, kind, reason }: SplitInput,
    version: number | null,
  ): Promise<MoveReceipt> {
    const source = sourceOf(actor, await this.changes.lockThreads(tx, [threadId]), threadId, version);
    const chosen = await chosenOf(tx, source, posts);
    if (source.audience === 'invited') throw refused('posts', 'Only who was invited reads this, so it stays as it is');
    if (chosen[0]!.hidden) {
      throw refused('posts', 'The first post that you chose is hidden. A discussion cannot begin with it');
    }
    mustHideNobody(chosen);
    const target = await this.begin(tx, source, chosen[0]!, { kind, title });
    const keepsAccepted = kind === 'question' && source.mask === null && target.authorId === source.authorId;
    return this.move(tx, actor, { source, target, posts, keepsAccepted, reason });
  }

  /** Puts these posts at the end of another discussion, which no more people can read than this one. */
  async moveTo(
    tx: Tx,
    actor: Actor,
    threadId: string,
    { posts, to, reason }: MoveInput,
    version: number | null,
  ): Promise<MoveReceipt> {
    const threads = await this.changes.lockThreads(tx, [threadId, to]);
    const source = sourceOf(actor, threads, threadId, version);
    const target = targetOf(actor, threads, to);
    const chosen = await chosenOf(tx, source, posts);
    mustTake(source, target);
    mustHideNobody(chosen);
    const keepsAccepted = target.kind === 'question' && source.mask === null && target.authorId === source.authorId;
    return this.move(tx, actor, { source, target, posts, keepsAccepted, reason });
  }

  /**
   * Puts all posts of a discussion at the end of another, and closes it: what was answered there is an answer here. Its
   * followers follow the other, where they may read it.
   */
  async merge(
    tx: Tx,
    actor: Actor,
    threadId: string,
    { to, reason }: MergeInput,
    version: number | null,
  ): Promise<MoveReceipt> {
    // A long discussion takes longer than anybody waits for a page.
    await tx.query(`SET LOCAL statement_timeout = '60s'`);
    const duplicates = await duplicatesOf(tx, threadId);
    const threads = await this.changes.lockThreads(tx, [threadId, to, ...duplicates]);
    const source = sourceOf(actor, threads, threadId, version);
    const target = targetOf(actor, threads, to);
    if ((await duplicatesOf(tx, threadId)).some((id) => !threads.has(id))) throw new ChangedMeanwhile();
    if (source.mask !== null) {
      throw refused('to', 'This was asked under a mask, so it cannot be merged. You can mark it as a duplicate');
    }
    if (source.hiddenAt !== null) throw refused('to', 'This discussion is hidden. Show it again before you merge it');
    mustTake(source, target);
    const receipt = await this.move(tx, actor, {
      source,
      target,
      posts: null,
      keepsAccepted: target.kind === 'question',
      reason,
    });
    await tx.query(
      `UPDATE threads SET merged_at = now(), locked_at = now(), locked_by = 'moderator', locked_reason = NULL,
              duplicate_of_id = NULL, confidential_until = NULL, opens_to = NULL
        WHERE id = $1`,
      [source.id],
    );
    await this.changes.happened(tx, actor, { ...source, lastSeq: source.lastSeq + 1 }, 'thread-locked');
    for (const id of duplicates) {
      await tx.query(`UPDATE threads SET duplicate_of_id = $2 WHERE id = $1`, [id, target.id]);
      await this.changes.happened(tx, actor, threads.get(id)!, 'thread-edited');
    }
    return receipt;
  }

  /** A thread without posts, as `source` is but for who began it and what it is called. */
  private async begin(
    tx: Tx,
    source: LockedThread,
    first: Chosen,
    { kind, title }: Pick<SplitInput, 'kind' | 'title'>,
  ): Promise<LockedThread> {
    const [row] = await tx.query<{ id: string }[]>(
      `INSERT INTO threads (kind, title, author_id, service_areas, topics, stage, audience, audience_id,
                            confidential_until, opens_to, lang, fictional, created_at, last_post_at)
       SELECT $1, $2, p.author_id, t.service_areas, t.topics, t.stage, t.audience, t.audience_id,
              t.confidential_until, t.opens_to, p.lang, a.fictional, p.created_at, p.created_at
         FROM threads t JOIN posts p ON p.id = $4 JOIN people a ON a.id = p.author_id WHERE t.id = $3
       RETURNING id`,
      [kind, title, source.id, first.id],
    );
    return (await this.changes.lockThreads(tx, [row!.id])).get(row!.id)!;
  }

  private async move(
    tx: Tx,
    actor: Actor,
    { source, target, posts, keepsAccepted, reason }: Move,
  ): Promise<MoveReceipt> {
    const merged = posts === null;
    const before = target.postCount;
    const [made] = await tx.query<{ count: number; lastId: string }[]>(MOVE, [
      source.id,
      target.id,
      posts,
      before,
      keepsAccepted,
      merged ? source.title : null,
    ]);
    const { count, lastId } = made!;
    await tx.query(RECOUNT, [[source.id, target.id]]);
    await tx.query(`SELECT count_answers_of($1::uuid[])`, [[source.id, target.id].toSorted()]);
    await tx.query(READ_ON, [source.id, target.id, before]);
    await tx.query(FOLLOW_ON, [source.id, target.id, before, merged]);
    const seq = await this.changes.happened(tx, actor, source, 'posts-moved');
    await this.changes.happened(tx, actor, target, 'posts-received', { id: lastId, number: before + count });
    const authors = await tx.query<MovedAuthor[]>(MOVED_AUTHORS, [source.id, target.id, before, actor.personId]);
    await this.notifications.tellWhenRead(
      tx,
      authors.map(({ personId, number, was, readable }) => ({
        personId,
        kind: 'posts-moved',
        cause: `posts-moved:${source.id}:${seq}`,
        title: 'A moderator moved what you wrote to: {title}',
        about: { kind: 'thread', id: target.id, unnamed: 'A moderator moved what you wrote to another discussion' },
        detail: `The moderator writes: “${reason}”`,
        url: readable ? postAddress(target.id, number) : postAddress(source.id, was),
      })),
    );
    return { threadId: target.id, number: before + 1, count };
  }
}

interface Move {
  source: LockedThread;
  target: LockedThread;
  /** Null: all of them. */
  posts: readonly string[] | null;
  keepsAccepted: boolean;
  reason: string;
}

interface MovedAuthor {
  personId: string;
  number: number;
  was: number;
  readable: boolean;
}

const refused = (field: string, message: string): Refused => new Refused('threads.cannot-move', [{ field, message }]);

/** Of locked threads the one from which something is to go; throws what stands in the way of moving anything. */
function sourceOf(
  actor: Actor,
  threads: ReadonlyMap<string, LockedThread>,
  id: string,
  version: number | null,
): LockedThread {
  const source = lockedFor(actor, threads, id);
  if (!threadsPolicy.canMove(actor)) throw new NotAllowed();
  if (source.mergedAt !== null) throw new ThreadMerged();
  if (version !== null && version !== source.version) {
    throw new Stale(source.version, { title: source.title, audience: source.audience });
  }
  return source;
}

/** The other one. Refused also when it exists and the actor may not read it: the two look the same. */
export function targetOf(actor: Actor, threads: ReadonlyMap<string, LockedThread>, id: string): LockedThread {
  const target = threads.get(id);
  if (target && threadsPolicy.canRead(actor, target)) return target;
  throw new Refused('threads.no-such-target', [
    { field: 'to', message: 'There is no such discussion, or you may not see it. Enter the address of one' },
  ]);
}

/** The posts that were chosen, in their order, where all of them may be moved; throws what stands in the way. */
async function chosenOf(tx: Tx, { id, mask, authorId }: LockedThread, posts: readonly string[]): Promise<Chosen[]> {
  const ids = [...new Set(posts)];
  if (ids.length === 0) throw refused('posts', 'Choose the posts to move');
  if (ids.length > MOVED_MOST) throw refused('posts', `Choose ${MOVED_MOST} posts or fewer`);
  const chosen = await tx.query<Chosen[]>(
    `SELECT p.id, p.number, p.author_id AS "authorId", p.mask IS NOT NULL AS masked, p.gone,
            p.hidden_at IS NOT NULL AS hidden,
            $3::uuid IS NOT NULL AND (EXISTS (SELECT FROM post_tries r WHERE r.post_id = p.id AND r.person_id = $3)
                                      OR EXISTS (SELECT FROM post_marks m WHERE m.post_id = p.id AND m.person_id = $3))
              AS "saidMasked"
       FROM posts p WHERE p.thread_id = $1 AND p.id = ANY ($2::uuid[]) ORDER BY p.number`,
    [id, ids, mask === null ? null : authorId],
  );
  if (chosen.length < ids.length || chosen.some(({ gone }) => gone === 'moved')) {
    throw refused('posts', 'A post that you chose is not in this discussion any more. Choose again');
  }
  if (chosen[0]!.number === 1) {
    throw refused('posts', 'A discussion keeps its first post. Merge the whole of it, or choose replies alone');
  }
  if (chosen.some(({ gone }) => gone === 'deleted')) {
    throw refused('posts', 'A post that you chose was deleted by its author. Leave it where it is');
  }
  return chosen;
}

/** What is shown of somebody masked would be shown by name, or beside their name, where it came. */
function mustHideNobody(chosen: readonly Chosen[]): void {
  if (chosen.some(({ masked }) => masked)) {
    throw refused('posts', 'A post that you chose was written under a mask. It stays here, where the mask holds');
  }
  if (chosen.some(({ saidMasked }) => saidMasked)) {
    throw refused(
      'posts',
      'Who asked under a mask said what came of a post that you chose. It stays here, where the mask holds',
    );
  }
}

/** What was written for some readers stays with them, or with fewer. */
function mustTake(source: LockedThread, target: LockedThread): void {
  if (target.id === source.id) throw refused('to', 'Choose another discussion than this one');
  if (target.mergedAt !== null) throw refused('to', 'That discussion was merged into another one. Choose that');
  if (target.duplicateOfId !== null)
    throw refused('to', 'That question is marked as a duplicate. Choose the one it repeats');
  if (target.hiddenAt !== null) throw refused('to', 'That discussion is hidden. Show it again, or choose another');
  if (target.mask !== null) {
    throw refused('to', 'That was asked under a mask. What others wrote elsewhere cannot be moved there');
  }
  // Of two that are for invited people nobody knows whether they are the same people.
  if (source.audience === 'invited' || breaksPromise(source, target)) {
    throw refused(
      'to',
      'People who cannot read this discussion can read that one. Choose one for the same people, or for fewer',
    );
  }
}

/** Questions that are marked as duplicates of this one. */
export async function duplicatesOf(tx: Tx, threadId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }[]>(`SELECT id FROM threads WHERE duplicate_of_id = $1 ORDER BY id`, [
    threadId,
  ]);
  return rows.map(({ id }) => id);
}
