import { Injectable } from '@nestjs/common';
import { Notifications } from '#libs/notifications';
import { type Actor, firstNameOf, PersonNotFound } from '#libs/people';
import { type Once, Transactions, type Tx } from '#libs/platform/database';
import { DomainError, NotFound, Refused } from '#libs/platform/errors';
import { Id, Ids, Text } from '#libs/platform/inputs';
import { invite } from './invited.ts';
import { type LockedThread, mustBeAllowedToWrite, ThreadChanges } from './thread-changes.ts';
import { ThreadLocked } from './threads.errors.ts';

export class InviteToAnswerInput {
  @Id({ label: 'personId' })
  readonly personId!: string;

  /** For who is invited alone. */
  @Text({ label: 'Why them', max: 300, optional: true })
  readonly note?: string;
}

export class InviteSeveralInput {
  @Ids({ label: 'Whom to ask', max: 5, optional: true })
  readonly personIds: string[] = [];

  /** For those who are invited alone. */
  @Text({ label: 'Why them', max: 300, optional: true })
  readonly note?: string;
}

/** As data, so that what is said and what is checked cannot differ. */
export const INVITATION_LIMITS = {
  /** Of one discussion, by one member, that wait for an answer. */
  waiting: 3,
  /** By one member in a week. */
  sentAWeek: 10,
  /** After so many days without an answer it has lapsed. */
  days: 14,
} as const;

// A type, not an interface: only so is it assignable to Json.
// oxlint-disable-next-line typescript/consistent-type-definitions
export type InvitationReceipt = { id: string };

class InvitedAlready extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'threads.invited-already';
  constructor(who: string) {
    super(`${who} were invited to answer this already. Nobody is asked twice.`);
  }
}

const InvitationNotFound = (): NotFound => new NotFound('threads.invitation-not-found', 'invitation');

/**
 * Asking somebody to answer. They are told once; who declines is never named: to who invited, an invitation waits until
 * it lapses, whatever became of it, unless an answer comes.
 */
@Injectable()
export class AnswerInvitations {
  constructor(
    private readonly transactions: Transactions,
    private readonly changes: ThreadChanges,
    private readonly notifications: Notifications,
  ) {}

  /**
   * Of a discussion that both can read; to one for people who were invited, who asked lets them in by it. Throws
   * PersonNotFound, InvitedAlready, ThreadLocked, and Refused beyond INVITATION_LIMITS or what they want in a week.
   */
  invite(
    actor: Actor,
    threadId: string,
    { personId, note }: InviteToAnswerInput,
    once: Once | null,
  ): Promise<InvitationReceipt> {
    return this.transactions.once(once, async (tx) => {
      const thread = await this.held(tx, actor, threadId, [personId]);
      return { id: await this.inviteOne(tx, actor, thread, { personId, note, field: 'personId', alone: true }) };
    });
  }

  /** The same for several at once: all of them or, where one cannot be invited, none. */
  inviteSeveral(
    actor: Actor,
    threadId: string,
    { personIds, note }: InviteSeveralInput,
    once: Once | null,
  ): Promise<{ ids: string[] }> {
    return this.transactions.once(once, async (tx) => {
      const chosen = [...new Set(personIds)];
      if (chosen.length === 0) throw refused('Choose at least one person', 'personIds');
      const thread = await this.held(tx, actor, threadId, chosen);
      const ids: string[] = [];
      for (const personId of chosen) {
        const alone = chosen.length === 1;
        ids.push(await this.inviteOne(tx, actor, thread, { personId, note, field: 'personIds', alone }));
      }
      return { ids };
    });
  }

  /** The discussion, and who invites and is invited, in one order: so the limits hold for several at once. */
  private async held(tx: Tx, actor: Actor, threadId: string, ids: readonly string[]): Promise<LockedThread> {
    const thread = await this.changes.lockThread(tx, actor, threadId);
    if (thread.lockedAt !== null) throw new ThreadLocked();
    await tx.query(`SELECT FROM people WHERE id = ANY ($1::uuid[]) ORDER BY id FOR NO KEY UPDATE`, [
      [actor.personId, ...ids],
    ]);
    return thread;
  }

  private async inviteOne(
    tx: Tx,
    actor: Actor,
    thread: LockedThread,
    { personId, note, field, alone }: { personId: string; note?: string; field: string; alone: boolean },
  ): Promise<string> {
    const own = thread.authorId === actor.personId;
    if (own && thread.audience === 'invited') {
      await invite(tx, this.notifications, { threadId: thread.id, keys: actor.keys, ids: [personId] });
    }
    const [person] = await tx.query<InvitedPerson[]>(
      `SELECT p.name, p.reader_keys && $3::text[] AS reads, p.id = $4 OR ${WORKS_WITH('p.id', '$4')} AS "nearAsker",
              ${IS_FREE('p')} AS free, p.availability = 'away' AS away,
              EXISTS (SELECT FROM answer_invitations i WHERE i.thread_id = $5 AND i.person_id = p.id) AS before
         FROM people p JOIN accounts c ON c.person_id = p.id
        WHERE p.id = $1 AND p.visible_to && $2::text[]`,
      [personId, actor.keys, thread.visibleTo, thread.authorId, thread.id],
    );
    if (!person) throw PersonNotFound();
    const { mask } = thread;
    const who = alone ? 'They' : `${firstNameOf(person.name)}: they`;
    const no = (why: string): Refused => refused(why, field);
    if (personId === actor.personId) throw no('You can answer without being invited');
    if (mask === null && personId === thread.authorId) throw no(`${who} asked this themselves`);
    if (!person.reads) throw no(`${who} cannot read this discussion, so they could not answer it`);
    // Who asked knows where they work. To anybody else a refusal would tell it.
    if (mask !== null && own && person.nearAsker) throw no(`${who} work where you work, and would know who asks`);
    if (person.before) throw new InvitedAlready(who);
    await this.mustBeWithin(tx, actor, thread.id, field);
    if (person.away) throw no(`${who} are away. Invite somebody else`);
    if (!person.free) throw no(`${who} were invited as often as they want to be in a week. Invite somebody else`);
    const withheld = mask !== null && person.nearAsker;
    const [row] = await tx.query<{ id: string }[]>(
      `INSERT INTO answer_invitations (thread_id, invited_by, person_id, note, withheld, expires_at)
       VALUES ($1, $2, $3, $4, $5, now() + make_interval(days => $6)) RETURNING id`,
      [thread.id, actor.personId, personId, note ?? null, withheld, INVITATION_LIMITS.days],
    );
    const { id } = row!;
    if (!withheld) {
      await this.notifications.tell(tx, [personId], {
        kind: 'answer-invited',
        cause: `answer-invited:${id}`,
        title: 'You are invited to answer: {title}',
        about: {
          kind: 'thread',
          id: thread.id,
          unnamed: 'You were invited to answer a discussion that you can no longer read',
        },
        detail: 'If you cannot, nobody is told. It stands on your home page until you answer or decline.',
        url: `/threads/${thread.id}`,
      });
    }
    return id;
  }

  /** Without a trace to who invited. Throws InvitationNotFound, also for another's. */
  decline(actor: Actor, id: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      mustBeAllowedToWrite(actor);
      const [rows] = await tx.query<[object[], number]>(
        `UPDATE answer_invitations SET declined_at = coalesce(declined_at, now())
          WHERE id = $1 AND person_id = $2 AND NOT withheld RETURNING id`,
        [id, actor.personId],
      );
      if (rows.length === 0) throw InvitationNotFound();
    });
  }

  private async mustBeWithin(tx: Tx, actor: Actor, threadId: string, field: string): Promise<void> {
    // One that was declined counts as one that waits: else the limit would tell.
    const [sent] = await tx.query<{ week: number; waiting: number }[]>(
      `SELECT count(*) FILTER (WHERE i.created_at > now() - interval '7 days')::int AS week,
              count(*) FILTER (WHERE i.thread_id = $2 AND i.expires_at > now() AND NOT ${ANSWERED('i')})::int AS waiting
         FROM answer_invitations i WHERE i.invited_by = $1 AND i.created_at > now() - interval '15 days'`,
      [actor.personId, threadId],
    );
    const { waiting, sentAWeek } = INVITATION_LIMITS;
    if (sent!.waiting >= waiting) {
      throw refused(
        `You can wait for ${waiting} people at a time here. Ask others once one of them has answered`,
        field,
      );
    }
    if (sent!.week >= sentAWeek) {
      throw refused(`You invited ${sentAWeek} people in a week. Invite again in a few days`, field);
    }
  }
}

/** SQL: who was invited by i has written there since, under their name. */
export const ANSWERED = (i: string): string => `
  EXISTS (SELECT FROM posts p WHERE p.thread_id = ${i}.thread_id AND p.author_id = ${i}.person_id AND p.number > 1
             AND p.mask IS NULL AND p.hidden_at IS NULL AND p.created_at >= ${i}.created_at)`;

interface InvitedPerson {
  name: string;
  reads: boolean;
  /** They are who asked, or work with them. */
  nearAsker: boolean;
  free: boolean;
  away: boolean;
  /** They were invited to answer this before, by whomever. */
  before: boolean;
}

/** SQL: two people work for one organisation now, verified or not. */
export const WORKS_WITH = (person: string, other: string): string => `
  EXISTS (SELECT FROM memberships m JOIN memberships a ON a.organisation_id = m.organisation_id AND a.person_id = ${other}
           WHERE m.person_id = ${person} AND (m.to_on IS NULL OR m.to_on >= current_date)
             AND (a.to_on IS NULL OR a.to_on >= current_date))`;

/** SQL: the row of people can be invited by anybody now: they are not away, nor were they as often as they want in a week. */
export const IS_FREE = (person: string): string => `
  (${person}.availability <> 'away' AND
   (SELECT count(*) FROM answer_invitations i
     WHERE i.person_id = ${person}.id AND i.created_at > now() - interval '7 days') < ${person}.helps_a_week)`;

const refused = (message: string, field: string): Refused => new Refused('threads.not-invited', [{ field, message }]);
