import { Injectable } from '@nestjs/common';
import { Notifications } from '#libs/notifications';
import { type Actor, firstNameOf, PersonNotFound } from '#libs/people';
import { type Once, Transactions, type Tx } from '#libs/platform/database';
import { DomainError, NotAllowed, Refused } from '#libs/platform/errors';
import { IntroductionNotFound, type IntroductionState, STATE } from './introductions.queries.ts';
import { type IntroductionAnswerInput, type IntroductionInput } from './peers.inputs.ts';

// A type, not an interface: only so is it assignable to Json.
// oxlint-disable-next-line typescript/consistent-type-definitions
export type IntroductionReceipt = { id: string };

const OPEN_MAX = 5;
const A_WEEK_MAX = 10;
/** So many requests may wait for one person's answer, whoever asks. */
const WAITING_MAX = 10;
const AT_ONCE = 500;
/** Who declined is not asked again by the same person for so long. */
const AGAIN_AFTER_DAYS = 90;

class IntroductionClosed extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'peers.introduction-closed';
  constructor() {
    super('This request is closed: it was answered or taken back, or 14 days went by.');
  }
}

class AskedAlready extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'peers.asked-already';
  constructor() {
    super('You asked this person already, and they have not answered yet.');
  }
}

class NotAgain extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'peers.not-again';
  constructor() {
    super(`This person could not take it on. You can ask them again ${AGAIN_AFTER_DAYS} days after you asked.`);
  }
}

/** Asking to be introduced, and the answer. By asking, one agrees that the other gets one's address if they agree too. */
@Injectable()
export class IntroductionsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly notifications: Notifications,
  ) {}

  /** Throws PersonNotFound, AskedAlready, NotAgain, and Refused beyond 5 that are open or 10 a week. */
  ask(actor: Actor, personId: string, { reason }: IntroductionInput, once: Once | null): Promise<IntroductionReceipt> {
    return this.transactions.once(once, async (tx) => {
      mustWrite(actor);
      // Both, in one order: so the limits hold for several at once.
      await tx.query(`SELECT FROM people WHERE id = ANY ($1::uuid[]) ORDER BY id FOR NO KEY UPDATE`, [
        [actor.personId, personId],
      ]);
      const [person] = await tx.query<{ waiting: number }[]>(
        `SELECT (SELECT count(*)::int FROM introductions i
                  WHERE i.person_id = p.id AND i.created_at > now() - interval '15 days' AND ${STATE} = 'open') AS waiting
           FROM people p JOIN accounts a ON a.person_id = p.id
          WHERE p.id = $1 AND p.id <> $2 AND p.visible_to && $3::text[]`,
        [personId, actor.personId, actor.keys],
      );
      if (!person) throw PersonNotFound();
      const [before] = await tx.query<{ open: number; week: number; same: IntroductionState | null }[]>(
        `SELECT count(*) FILTER (WHERE ${STATE} = 'open')::int AS open,
                count(*) FILTER (WHERE created_at > now() - interval '7 days')::int AS week,
                (SELECT ${STATE} FROM introductions i
                  WHERE i.asked_by = $1 AND i.person_id = $2
                    AND (${STATE} = 'open'
                         OR i.answer = 'declined' AND i.created_at > now() - make_interval(days => $3))
                  ORDER BY i.created_at DESC LIMIT 1) AS same
           FROM introductions i WHERE asked_by = $1 AND created_at > now() - interval '15 days'`,
        [actor.personId, personId, AGAIN_AFTER_DAYS],
      );
      const { open, week, same } = before!;
      if (same === 'open') throw new AskedAlready();
      if (same === 'declined') throw new NotAgain();
      if (person.waiting >= WAITING_MAX) {
        throw tooMany(
          'They have as many requests as anybody can answer. Ask again in a few days, or ask somebody else',
        );
      }
      if (open >= OPEN_MAX)
        throw tooMany(`You are waiting for ${OPEN_MAX} answers. Wait for one of them, or take one back`);
      if (week >= A_WEEK_MAX) throw tooMany(`You asked ${A_WEEK_MAX} people in a week. Ask again in a few days`);
      const [row] = await tx.query<{ id: string }[]>(
        `INSERT INTO introductions (asked_by, person_id, reason) VALUES ($1, $2, $3) RETURNING id`,
        [actor.personId, personId, reason],
      );
      const { id } = row!;
      await this.notifications.tell(tx, [personId], {
        kind: 'introduction-asked',
        cause: ASKED(id),
        title: `${firstNameOf(actor.name)} would like to talk to you`,
        detail: 'They do not see how to reach you unless you agree.',
        url: `/introductions/${id}`,
      });
      return { id };
    });
  }

  /** Once, by who was asked. Throws IntroductionNotFound, IntroductionClosed. */
  answer(actor: Actor, id: string, { answer, note }: IntroductionAnswerInput): Promise<void> {
    return this.transactions.run(async (tx) => {
      const { state, askedBy } = await hold(tx, actor, id, 'person_id');
      if (state === answer) return;
      if (state !== 'open') throw new IntroductionClosed();
      await tx.query(`UPDATE introductions SET answer = $2, answer_note = $3, answered_at = now() WHERE id = $1`, [
        id,
        answer,
        note ?? null,
      ]);
      await this.notifications.settle(tx, actor.personId, [ASKED(id), REMINDED(id)]);
      await this.notifications.tell(tx, [askedBy], {
        kind: 'introduction-answered',
        cause: `introduction-answered:${id}`,
        title:
          answer === 'agreed'
            ? `${firstNameOf(actor.name)} agreed to talk to you`
            : 'Your request to talk was answered',
        url: `/introductions/${id}`,
      });
    });
  }

  /** By who asked, while it is open. Throws IntroductionNotFound, IntroductionClosed. */
  withdraw(actor: Actor, id: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      const { state, personId } = await hold(tx, actor, id, 'asked_by');
      if (state === 'withdrawn') return;
      if (state !== 'open') throw new IntroductionClosed();
      await tx.query(`UPDATE introductions SET withdrawn_at = now() WHERE id = $1`, [id]);
      // Who asked is in its words.
      await this.notifications.untell(tx, personId, [ASKED(id), REMINDED(id)]);
    });
  }

  /** Reminds whoever has not answered for a week, once. Run by the clock; may be run again, and by several at once. */
  remindDue(): Promise<number> {
    return this.transactions.run(async (tx) => {
      const due = await tx.query<{ id: string; personId: string; by: string }[]>(
        `SELECT i.id, i.person_id AS "personId", b.name AS by
           FROM introductions i JOIN people b ON b.id = i.asked_by
          WHERE i.answer IS NULL AND i.withdrawn_at IS NULL
            AND i.expires_at > now() AND i.expires_at <= now() + interval '7 days'
            AND NOT EXISTS (SELECT FROM notifications n
                             WHERE n.person_id = i.person_id AND n.cause = 'introduction-reminder:' || i.id)
          ORDER BY i.expires_at LIMIT $1 FOR UPDATE OF i SKIP LOCKED`,
        [AT_ONCE],
      );
      for (const { id, personId, by } of due) {
        await this.notifications.tell(tx, [personId], {
          kind: 'introduction-reminder',
          cause: REMINDED(id),
          title: `${firstNameOf(by)} waits for your answer: they would like to talk to you`,
          detail: 'In a week the request ends by itself. They see only that it did.',
          url: `/introductions/${id}`,
        });
      }
      return due.length;
    });
  }

  /** Tells who asked that nobody answered. Run by the clock; looks at the last week, so that it may have stood still. */
  tellEnded(): Promise<number> {
    return this.transactions.run(async (tx) => {
      const ended = await tx.query<{ id: string; askedBy: string; personId: string }[]>(
        `SELECT i.id, i.asked_by AS "askedBy", i.person_id AS "personId" FROM introductions i
          WHERE i.answer IS NULL AND i.withdrawn_at IS NULL
            AND i.expires_at <= now() AND i.expires_at > now() - interval '7 days'
            AND NOT EXISTS (SELECT FROM notifications n
                             WHERE n.person_id = i.asked_by AND n.cause = 'introduction-ended:' || i.id)
          ORDER BY i.expires_at LIMIT $1 FOR UPDATE OF i SKIP LOCKED`,
        [AT_ONCE],
      );
      for (const { id, askedBy, personId } of ended) {
        await this.notifications.settle(tx, personId, [ASKED(id), REMINDED(id)]);
        await this.notifications.tell(tx, [askedBy], {
          kind: 'introduction-ended',
          cause: `introduction-ended:${id}`,
          title: 'Your request to talk has ended: there was no answer in 14 days',
          detail: 'You can ask again, or ask somebody else.',
          url: `/introductions/${id}`,
        });
      }
      return ended.length;
    });
  }
}

const ASKED = (id: string): string => `introduction-asked:${id}`;
const REMINDED = (id: string): string => `introduction-reminder:${id}`;

async function hold(
  tx: Tx,
  actor: Actor,
  id: string,
  side: 'asked_by' | 'person_id',
): Promise<{ state: IntroductionState; askedBy: string; personId: string }> {
  mustWrite(actor);
  const [row] = await tx.query<{ state: IntroductionState; askedBy: string; personId: string }[]>(
    `SELECT ${STATE} AS state, i.asked_by AS "askedBy", i.person_id AS "personId" FROM introductions i
      WHERE i.id = $1 AND i.${side} = $2 AND i.visible_to && $3::text[] AND (i.asked_by = $2 OR i.withdrawn_at IS NULL)
        FOR UPDATE`,
    [id, actor.personId, actor.keys],
  );
  if (!row) throw IntroductionNotFound();
  return row;
}

function mustWrite(actor: Actor): void {
  if (!actor.mayWrite) throw new NotAllowed('This token is for reading only.');
}

const tooMany = (message: string): Refused =>
  new Refused('peers.too-many-introductions', [{ field: 'reason', message }]);
