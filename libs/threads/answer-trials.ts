import { Injectable } from '@nestjs/common';
import { Notifications } from '#libs/notifications';
import { type Actor } from '#libs/people';
import { Transactions, type Tx } from '#libs/platform/database';
import { Refused } from '#libs/platform/errors';
import { type MarkKind } from './answer-order.ts';
import { type AnswerMarkInput, type AnswerTriedInput } from './answers.inputs.ts';
import { FollowsService } from './follows.service.ts';
import { postAddress } from './post-address.ts';
import { type LockedPost, mustStand, ThreadChanges } from './thread-changes.ts';
import { MarkNotFound, OwnAnswer, TryNotFound } from './threads.errors.ts';
import { threadsPolicy } from './threads.policy.ts';
import { type PostReceipt } from './threads.service.ts';

const MARKED = {
  outdated: 'A member marked your answer as outdated',
  risky: 'A member marked your answer as risky',
} as const satisfies Record<MarkKind, string>;

/** What members say of an answer: whether it worked for them, and what they warn of. Each may change their own word. */
@Injectable()
export class AnswerTrials {
  constructor(
    private readonly transactions: Transactions,
    private readonly notifications: Notifications,
    private readonly changes: ThreadChanges,
    private readonly follows: FollowsService,
  ) {}

  /** What came of it for the actor, in place of what they said before. The same again changes nothing. */
  tried(actor: Actor, postId: string, input: AnswerTriedInput): Promise<PostReceipt> {
    if (input.year !== undefined && input.year > new Date().getUTCFullYear()) {
      throw new Refused('threads.year-ahead', [{ field: 'year', message: 'Year must be this year or earlier' }]);
    }
    return this.transactions.run(async (tx) => {
      const post = await this.lockAnswer(tx, actor, postId);
      const { result, year = null, note = null } = input;
      const { councilType, serviceArea } = await contextOf(tx, actor, post, input);
      const rows = await tx.query<{ added: boolean }[]>(
        `INSERT INTO post_tries AS r (post_id, person_id, result, council_type, service_area, year, note, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, ${saidAt(actor, post)})
         ON CONFLICT (post_id, person_id) DO UPDATE
            SET result = excluded.result, council_type = excluded.council_type, service_area = excluded.service_area,
                year = excluded.year, note = excluded.note, at = excluded.at
          WHERE (r.result, r.council_type, r.service_area, r.year, r.note) IS DISTINCT FROM
                (excluded.result, excluded.council_type, excluded.service_area, excluded.year, excluded.note)
         RETURNING xmax = 0 AS added`,
        [postId, actor.personId, result, councilType, serviceArea, year, note],
      );
      if (rows.length === 0) return receipt(post, post.thread.lastSeq);
      const seq = await this.changes.happened(tx, actor, post.thread, 'tried-changed', post);
      if (rows[0]!.added) await this.tellTried(tx, post);
      return receipt(post, seq);
    });
  }

  /** Takes back what one said. Without effect where one said nothing. */
  takeBack(actor: Actor, postId: string): Promise<PostReceipt> {
    return this.transactions.run(async (tx) => {
      const post = await this.changes.lockPost(tx, actor, postId);
      const [gone] = await tx.query<[object[], number]>(
        `DELETE FROM post_tries WHERE post_id = $1 AND person_id = $2 RETURNING id`,
        [postId, actor.personId],
      );
      return this.after(tx, actor, post, gone.length > 0 ? 'tried-changed' : null);
    });
  }

  /** Warns of an answer, and says why; other words take the place of those before. The same again changes nothing. */
  mark(actor: Actor, postId: string, kind: MarkKind, { comment }: AnswerMarkInput): Promise<PostReceipt> {
    return this.transactions.run(async (tx) => {
      const post = await this.lockAnswer(tx, actor, postId);
      const [before] = await tx.query<{ comment: string }[]>(
        `SELECT comment FROM post_marks WHERE post_id = $1 AND person_id = $2 AND kind = $3`,
        [postId, actor.personId, kind],
      );
      if (before?.comment === comment) return receipt(post, post.thread.lastSeq);
      const [row] = await tx.query<{ id: string }[]>(
        `INSERT INTO post_marks (post_id, person_id, kind, comment, at)
         VALUES ($1, $2, $3, $4, ${saidAt(actor, post)})
         ON CONFLICT (post_id, person_id, kind) DO UPDATE SET comment = excluded.comment, at = excluded.at
         RETURNING id`,
        [postId, actor.personId, kind, comment],
      );
      const seq = await this.changes.happened(tx, actor, post.thread, 'marks-changed', post);
      await this.notifications.tell(tx, await this.follows.unlessMuted(tx, post.threadId, [post.authorId]), {
        kind: `answer-${kind}`,
        cause: `answer-marked:${row!.id}`,
        title: `${MARKED[kind]}: {title}`,
        about: { kind: 'thread', id: post.threadId, unnamed: MARKED[kind] },
        url: postAddress(post.threadId, post.number),
      });
      return receipt(post, seq);
    });
  }

  /** Takes one's own mark back. Without effect where there is none. */
  withdrawMark(actor: Actor, postId: string, kind: MarkKind): Promise<PostReceipt> {
    return this.transactions.run(async (tx) => {
      const post = await this.changes.lockPost(tx, actor, postId);
      const [gone] = await tx.query<[object[], number]>(
        `DELETE FROM post_marks WHERE post_id = $1 AND person_id = $2 AND kind = $3 RETURNING id`,
        [postId, actor.personId, kind],
      );
      return this.after(tx, actor, post, gone.length > 0 ? 'marks-changed' : null);
    });
  }

  /** Removes what a member said of an answer, who is told why. For moderation, which has checked the right and logs it. */
  async remove(
    tx: Tx,
    actor: Actor,
    postId: string,
    said: { kind: 'try' | 'mark'; id: string },
    reason: string,
  ): Promise<PostReceipt & { personId: string | null }> {
    const post = await this.changes.lockPost(tx, actor, postId);
    const [gone] = await tx.query<[{ personId: string }[], number]>(
      `DELETE FROM ${said.kind === 'try' ? 'post_tries' : 'post_marks'} WHERE id = $1 AND post_id = $2
         RETURNING person_id AS "personId"`,
      [said.id, postId],
    );
    if (!gone[0]) throw said.kind === 'try' ? TryNotFound() : MarkNotFound();
    const words = 'A moderator removed what you said of an answer';
    await this.notifications.tell(tx, [gone[0].personId], {
      kind: 'answer-word-removed',
      cause: `answer-word-removed:${said.id}`,
      title: `${words}: {title}`,
      about: { kind: 'thread', id: post.threadId, unnamed: words },
      detail: `The moderator writes: “${reason}”`,
      url: postAddress(post.threadId, post.number),
    });
    const receipt = await this.after(tx, actor, post, said.kind === 'try' ? 'tried-changed' : 'marks-changed');
    const { mask, authorId } = post.thread;
    return { ...receipt, personId: mask !== null && authorId === gone[0].personId ? null : gone[0].personId };
  }

  /** One line in the author's inbox for each answer, however many say something: it counts on while it waits. */
  private async tellTried(tx: Tx, post: LockedPost): Promise<void> {
    const words = 'Members tried your answer';
    const [told] = await this.follows.unlessMuted(tx, post.threadId, [post.authorId]);
    if (told === undefined) return;
    await this.notifications.tellOfMore(tx, told, {
      kind: 'answer-tried',
      cause: `answer-tried:${post.id}`,
      title: `${words}: {title}`,
      about: { kind: 'thread', id: post.threadId, unnamed: words },
      url: postAddress(post.threadId, post.number),
    });
  }

  private async after(
    tx: Tx,
    actor: Actor,
    post: LockedPost,
    kind: 'tried-changed' | 'marks-changed' | null,
  ): Promise<PostReceipt> {
    if (kind === null) return receipt(post, post.thread.lastSeq);
    return receipt(post, await this.changes.happened(tx, actor, post.thread, kind, post));
  }

  /** An answer of which this actor may say something; throws what stands in the way. Closed discussions take it too. */
  private async lockAnswer(tx: Tx, actor: Actor, postId: string): Promise<LockedPost> {
    const post = await this.changes.lockPost(tx, actor, postId);
    if (!threadsPolicy.isAnswer(post, post.thread)) {
      throw new Refused('threads.not-an-answer', [
        { field: '', message: 'Only an answer to a question can be tried or marked' },
      ]);
    }
    if (post.authorId === actor.personId) throw new OwnAnswer();
    mustStand(post);
    return post;
  }
}

/** What the member says, else what their profile does. */
async function contextOf(
  tx: Tx,
  actor: Actor,
  post: LockedPost,
  { councilType, serviceArea, fromProfile }: AnswerTriedInput,
): Promise<{ councilType: string | null; serviceArea: string | null }> {
  const profile = fromProfile ? (await tx.query<Context[]>(CONTEXT, [actor.personId, post.threadId]))[0] : undefined;
  return {
    councilType: councilType ?? profile?.councilType ?? null,
    serviceArea: serviceArea ?? profile?.serviceArea ?? null,
  };
}

export interface Context {
  councilType: string | null;
  serviceArea: string | null;
}

/**
 * $1 person, $2 thread: the kind of council that they work for, or that their spin-out left, and their service in it. Of
 * who asked there under a mask nothing: they say only what they choose to.
 */
export const CONTEXT = `
  SELECT (SELECT c.type FROM memberships m
            LEFT JOIN spin_outs s ON s.organisation_id = m.organisation_id
            JOIN councils c ON c.organisation_id IN (m.organisation_id, s.parent_id)
           WHERE m.person_id = p.id AND (m.to_on IS NULL OR m.to_on >= current_date)
           ORDER BY m.verified_at IS NULL, m.from_on DESC NULLS LAST, c.organisation_id LIMIT 1) AS "councilType",
         (SELECT area FROM unnest(p.service_areas) WITH ORDINALITY AS own (area, place)
           ORDER BY area = ANY (t.service_areas) DESC, place LIMIT 1) AS "serviceArea"
    FROM people p, threads t WHERE p.id = $1 AND t.id = $2 AND (t.mask IS NULL OR t.author_id <> p.id)`;

const isMasked = (actor: Actor, { thread }: LockedPost): boolean => threadsPolicy.isMasked(actor, thread);

/** Under a mask to the hour, since the minute tells who was about. */
const saidAt = (actor: Actor, post: LockedPost): string =>
  isMasked(actor, post) ? `date_trunc('hour', now())` : 'now()';

const receipt = ({ id, threadId, number }: LockedPost, seq: number): PostReceipt => ({ id, threadId, number, seq });
