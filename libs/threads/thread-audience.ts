import { Injectable } from '@nestjs/common';
import { Notifications } from '#libs/notifications';
import { type Actor, hasRole, isGuest, NotForGuests } from '#libs/people';
import { Transactions, type Tx } from '#libs/platform/database';
import { DomainError, Refused, Stale } from '#libs/platform/errors';
import { day } from '#libs/platform/words';
import { type AudienceInput } from './audience.inputs.ts';
import { type FollowLevel, isFollowing } from './follow-levels.ts';
import { invite } from './invited.ts';
import { isSameReadership, isWider, OPENED_TO, type Readership, whyNot } from './readership.ts';
import { type LockedThread, mustBeAllowedToWrite, ThreadChanges } from './thread-changes.ts';
import { Thread } from './thread.entity.ts';
import { NotYours } from './threads.errors.ts';
import { threadsPolicy } from './threads.policy.ts';

class OthersHaveWritten extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'threads.others-have-written';
  constructor() {
    super(
      'Others have written here for those who can read it now, or will when it opens. It cannot be opened to anybody else, or sooner. Ask again.',
    );
  }
}

class NotForInvited extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'threads.not-for-invited';
  constructor() {
    super('Nobody has to be invited to this discussion. Choose “People you choose” first.');
  }
}

/** Who may read a discussion: chosen when it is asked, changed here. */
@Injectable()
export class ThreadAudience {
  constructor(
    private readonly transactions: Transactions,
    private readonly changes: ThreadChanges,
    private readonly notifications: Notifications,
  ) {}

  /**
   * For whom a discussion is, and whether it opens to more on a day. The asker may always narrow it, and put the day off.
   * To open it to anybody who could not read it, or sooner than it was said to open, is refused once others have written
   * (OthersHaveWritten): they wrote for those who could. A moderator may, with a reason, where it is open to all members
   * already. Whoever wrote there is told. Where it is so already, at most more are invited. Throws Stale when it is no longer at `version`.
   */
  change(actor: Actor, threadId: string, input: AudienceInput, version: number | null): Promise<number> {
    return this.transactions.run(async (tx) => {
      const thread = await this.changes.lockThread(tx, actor, threadId);
      const own = thread.authorId === actor.personId;
      if (!threadsPolicy.canEditThread(actor, thread)) throw new NotYours('Only who asked can change who reads it.');
      const { audience, audienceId = null, invited, reason } = input;
      const next = { audience, audienceId, ...openingOf(input) };
      if (version !== null && version !== thread.version && !isSameReadership(thread, next)) {
        const { confidentialUntil, opensTo } = thread;
        throw new Stale(thread.version, {
          audience: thread.audience,
          audienceId: thread.audienceId,
          confidentialUntil,
          opensTo,
        });
      }
      mustBeInAudience(actor, input);
      const writers = await writersOf(tx, thread);
      const others = writers.filter((id) => id !== thread.authorId).length;
      const moderator = hasRole(actor, 'moderator') && Boolean(reason);
      const why = whyNot({ own, masked: thread.mask !== null, writers: others, moderator }, thread, next);
      if (why === 'not-theirs') throw notInAudience();
      if (why === 'masked') throw noMask();
      if (!own && !reason) {
        throw new Refused('threads.no-reason', [{ field: 'reason', message: 'Say why. Who wrote here reads it' }]);
      }
      if (isSameReadership(thread, next)) {
        if (audience === 'invited') await this.inviteTo(tx, actor, thread, invited);
        return thread.version;
      }
      if (why === 'others-have-written') throw new OthersHaveWritten();
      await tx.update(Thread, threadId, { ...next, version: thread.version + 1 });
      // Who was invited to what it was is not invited to what it may become one day.
      await tx.query(`DELETE FROM thread_invitations WHERE thread_id = $1 AND $2 <> 'invited'`, [threadId, audience]);
      if (audience === 'invited') await this.inviteTo(tx, actor, thread, [...invited, ...writers]);
      await this.changes.happened(tx, actor, thread, 'audience-changed');
      const told = writers.filter((id) => id !== actor.personId);
      await this.tellWriters(tx, thread, told, [reason, openingWords(thread, next)].filter(Boolean).join(' '));
      return thread.version + 1;
    });
  }

  /** Lets more people read a discussion for people who were invited. For who asked. */
  invite(actor: Actor, threadId: string, personIds: readonly string[]): Promise<void> {
    return this.transactions.run(async (tx) => {
      const thread = await this.changes.lockThread(tx, actor, threadId);
      if (thread.authorId !== actor.personId) throw new NotYours('Only who asked can invite others.');
      if (thread.audience !== 'invited') throw new NotForInvited();
      await this.inviteTo(tx, actor, thread, personIds);
    });
  }

  /** Who asked takes somebody out, or somebody leaves: from then on they read nothing of it. What they wrote stays. */
  uninvite(actor: Actor, threadId: string, personId: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      const thread = await this.changes.lockThread(tx, actor, threadId);
      const own = thread.authorId === actor.personId;
      if (!own && personId !== actor.personId) throw new NotYours('Only who asked can take somebody out.');
      if (own && personId === actor.personId) throw new NotYours('You asked this, so you cannot leave it.');
      const [gone] = await tx.query<[object[], number]>(
        `DELETE FROM thread_invitations WHERE thread_id = $1 AND person_id = $2 RETURNING person_id`,
        [threadId, personId],
      );
      if (gone.length === 0) return;
      const [unfollowed] = await tx.query<[{ level: FollowLevel }[], number]>(
        `DELETE FROM thread_follows WHERE thread_id = $1 AND person_id = $2 RETURNING level`,
        [threadId, personId],
      );
      if (!unfollowed.some(({ level }) => isFollowing(level))) return;
      await tx.query(`UPDATE threads SET follower_count = follower_count - 1 WHERE id = $1`, [threadId]);
    });
  }

  private async inviteTo(
    tx: Tx,
    actor: Actor,
    { id, authorId }: LockedThread,
    people: readonly string[],
  ): Promise<void> {
    const ids = people.filter((personId) => personId !== authorId);
    await invite(tx, this.notifications, { threadId: id, keys: actor.keys, ids });
  }

  /** Those who can still read it by the name of the discussion, those who cannot without. */
  private async tellWriters(tx: Tx, thread: LockedThread, writers: readonly string[], detail: string): Promise<void> {
    await this.notifications.tell(tx, writers, {
      kind: 'audience-changed',
      cause: `audience-changed:${thread.id}:${thread.version}`,
      title: 'Who can read a discussion that you wrote in has changed: {title}',
      about: {
        kind: 'thread',
        id: thread.id,
        unnamed: 'A discussion that you wrote in is for fewer people now, and you can no longer read it',
      },
      ...(detail ? { detail } : {}),
      url: `/threads/${thread.id}`,
    });
  }
}

/** Everybody who wrote there, the asker among them. */
async function writersOf(tx: Tx, { id }: LockedThread): Promise<string[]> {
  const rows = await tx.query<{ id: string }[]>(`SELECT DISTINCT author_id AS id FROM posts WHERE thread_id = $1`, [
    id,
  ]);
  return rows.map((row) => row.id);
}

/** One writes only where one may read. */
export function mustBeInAudience(
  actor: Actor,
  { audience, audienceId }: Pick<AudienceInput, 'audience' | 'audienceId'>,
): void {
  mustBeAllowedToWrite(actor);
  if (isGuest(actor) && audience !== 'circle') throw new NotForGuests();
  const scoped = audience === 'circle' || audience === 'organisation';
  if (scoped !== (audienceId !== undefined) || (scoped && !actor.keys.includes(`${audience}:${audienceId}`))) {
    throw notInAudience();
  }
}

/** The day on which it opens and to whom; both null where it does not. */
export function openingOf({
  audience,
  confidentialUntil,
  opensTo,
}: Pick<AudienceInput, 'audience' | 'confidentialUntil' | 'opensTo'>): Pick<
  Readership,
  'confidentialUntil' | 'opensTo'
> {
  if (confidentialUntil === undefined) return { confidentialUntil: null, opensTo: null };
  if (confidentialUntil <= new Date().toISOString().slice(0, 10)) {
    throw badOpening('confidentialUntil', 'The day on which it opens must be after today');
  }
  if (!isWider(opensTo, audience)) throw badOpening('opensTo', 'Open it to more people than can read it until then');
  return { confidentialUntil, opensTo };
}

const badOpening = (field: string, message: string): Refused =>
  new Refused('threads.bad-opening', [{ field, message }]);

/** What those who wrote are to know of the day on which it opens. */
function openingWords(before: Readership, { confidentialUntil, opensTo }: Readership): string {
  if (opensTo !== null) return `It opens to ${OPENED_TO[opensTo]} on ${day(confidentialUntil!)}.`;
  return before.opensTo === null ? '' : 'It no longer opens by itself.';
}

const noMask = (): Refused =>
  new Refused('threads.no-mask', [
    { field: 'audience', message: 'This was asked under a mask, which does not hide anybody among fewer people' },
  ]);

const notInAudience = (): Refused =>
  new Refused('threads.not-in-audience', [
    { field: 'audience', message: 'Choose who may read this: everyone, members, or a group that you belong to' },
  ]);
