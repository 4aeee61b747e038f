import { Injectable } from '@nestjs/common';
import { Notifications } from '#libs/notifications';
import { type Actor, firstNameOf, hashToken, newToken, PersonNotFound } from '#libs/people';
import { type Once, Transactions, type Tx } from '#libs/platform/database';
import { Refused } from '#libs/platform/errors';
import { CIRCLE_LIMITS } from './circle-kinds.ts';
import { toldOf } from './circle-notices.ts';
import {
  AnsweredAlready,
  AskedAlready,
  CircleInvitationNotFound,
  CircleLinkNotFound,
  CircleRequestNotFound,
  InItAlready,
  LinkUsedUp,
  NotAgainYet,
  NotThatWay,
} from './circles.errors.ts';
import {
  type CircleDecisionInput,
  type CircleInvitationAnswerInput,
  type CircleInvitationInput,
  type CircleLinkInput,
  type CircleRequestInput,
} from './circles.inputs.ts';
import { type CircleReceipt } from './circles.service.ts';
import { admit, COLUMNS, type HeldCircle, hold, holdToLead, lock, mustWrite } from './held-circle.ts';

/** How one gets into a circle: nobody is in one who has not said yes. */
@Injectable()
export class CircleJoining {
  constructor(
    private readonly transactions: Transactions,
    private readonly notifications: Notifications,
  ) {}

  /** At once, into an open circle. Throws CircleNotFound, NotThatWay, CircleFull. */
  join(actor: Actor, id: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      const circle = await hold(tx, actor, id);
      if (circle.role !== null) return;
      if (circle.visibility !== 'open') {
        throw new NotThatWay('This circle is not open to everybody. Its page says how to join.');
      }
      await admit(tx, circle, actor.personId, null);
    });
  }

  /**
   * Asks a restricted circle, with an answer to each of its questions. Throws CircleNotFound, NotThatWay, AskedAlready,
   * NotAgainYet, and Refused where an answer is missing or too many requests wait.
   */
  ask(actor: Actor, id: string, { answers }: CircleRequestInput, once: Once | null): Promise<CircleReceipt> {
    return this.transactions.once(once, async (tx) => {
      const circle = await hold(tx, actor, id);
      if (circle.role !== null) throw new InItAlready();
      if (circle.visibility !== 'restricted') {
        throw new NotThatWay('One does not ask to join this circle. Its page says how to join.');
      }
      const unanswered = circle.questions.findIndex((_, n) => !answers[n]?.trim());
      if (unanswered !== -1) {
        throw new Refused('circles.answers-missing', [
          { field: `answers-${unanswered + 1}`, message: `Answer: ${circle.questions[unanswered]!}` },
        ]);
      }
      await this.mustBeAllowedToAsk(tx, actor, id);
      const said = circle.questions.map((question, n) => ({ question, answer: answers[n]!.trim() }));
      const [row] = await tx.query<{ id: string }[]>(
        `INSERT INTO circle_requests (circle_id, person_id, answers) VALUES ($1, $2, $3) RETURNING id`,
        [id, actor.personId, JSON.stringify(said)],
      );
      const leads = await tx.query<{ id: string }[]>(
        `SELECT person_id AS id FROM circle_members WHERE circle_id = $1 AND role = 'facilitator'`,
        [id],
      );
      await this.notifications.tell(
        tx,
        leads.map((lead) => lead.id),
        toldOf.requested(id, row!.id),
      );
      return { id: row!.id };
    });
  }

  private async mustBeAllowedToAsk(tx: Tx, actor: Actor, id: string): Promise<void> {
    // One asks one after the other: so the limit holds for two at once.
    await tx.query(`SELECT FROM people WHERE id = $1 FOR NO KEY UPDATE`, [actor.personId]);
    const [before] = await tx.query<{ waiting: number; here: boolean; declined: boolean }[]>(
      `SELECT count(*) FILTER (WHERE state = 'open')::int AS waiting,
              coalesce(bool_or(circle_id = $2 AND state = 'open'), false) AS here,
              coalesce(bool_or(circle_id = $2 AND state = 'declined' AND decided_at > now() - make_interval(days => $3)), false)
                AS declined
         FROM circle_requests WHERE person_id = $1`,
      [actor.personId, id, CIRCLE_LIMITS.askAgainDays],
    );
    if (before!.here) throw new AskedAlready();
    if (before!.declined) throw new NotAgainYet();
    if (before!.waiting >= CIRCLE_LIMITS.requestsOpen) {
      throw new Refused('circles.too-many-requests', [
        { field: 'answers-1', message: `You wait for ${CIRCLE_LIMITS.requestsOpen} answers. Take one back first` },
      ]);
    }
  }

  /** By who asked, while it is open; else nothing happens. */
  takeBack(actor: Actor, circleId: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      mustWrite(actor);
      await lock(tx, circleId);
      await tx.query(
        `UPDATE circle_requests SET state = 'withdrawn', decided_at = now()
          WHERE circle_id = $1 AND person_id = $2 AND state = 'open'`,
        [circleId, actor.personId],
      );
    });
  }

  /** A facilitator's answer, which who asked is told. Throws CircleNotFound, NotFacilitator, CircleRequestNotFound, AnsweredAlready, CircleFull. */
  decide(actor: Actor, id: string, requestId: string, { answer, sentence }: CircleDecisionInput): Promise<void> {
    return this.transactions.run(async (tx) => {
      const circle = await holdToLead(tx, actor, id);
      const [request] = await tx.query<{ personId: string; state: string }[]>(
        `SELECT person_id AS "personId", state FROM circle_requests WHERE id = $1 AND circle_id = $2`,
        [requestId, id],
      );
      if (!request) throw CircleRequestNotFound();
      if (request.state !== 'open') throw new AnsweredAlready();
      await tx.query(
        `UPDATE circle_requests SET state = $2, decided_at = now(), decided_by = $3, sentence = $4 WHERE id = $1`,
        [requestId, answer, actor.personId, sentence ?? null],
      );
      if (answer === 'accepted') await admit(tx, circle, request.personId, actor.personId);
      await this.notifications.tell(tx, [request.personId], toldOf[answer](id, requestId, sentence));
    });
  }

  /**
   * Asks a member whether they would join; they are told once. Throws CircleNotFound, NotFacilitator, PersonNotFound,
   * InItAlready, CircleFull, and Refused beyond the limits. Who is invited already is not asked again.
   */
  invite(
    actor: Actor,
    id: string,
    { personId, note }: CircleInvitationInput,
    once: Once | null,
  ): Promise<CircleReceipt> {
    return this.transactions.once(once, async (tx) => {
      const circle = await holdToLead(tx, actor, id);
      const [person] = await tx.query<{ inIt: boolean; invitation: string | null; today: number }[]>(
        `SELECT EXISTS (SELECT FROM circle_members m WHERE m.circle_id = $3 AND m.person_id = p.id) AS "inIt",
                (SELECT i.id FROM circle_invitations i WHERE i.circle_id = $3 AND i.person_id = p.id AND i.state = 'open') AS invitation,
                (SELECT count(*)::int FROM circle_invitations i
                  WHERE i.invited_by = $4 AND i.created_at > now() - interval '1 day') AS today
           FROM people p JOIN accounts a ON a.person_id = p.id
          WHERE p.id = $1 AND p.visible_to && $2::text[]`,
        [personId, actor.keys, id, actor.personId],
      );
      if (!person) throw PersonNotFound();
      if (person.inIt) throw new InItAlready();
      if (person.invitation !== null) return { id: person.invitation };
      if (person.today >= CIRCLE_LIMITS.invitationsADay) {
        throw new Refused('circles.too-many-invitations', [
          {
            field: 'personId',
            message: `You invited ${CIRCLE_LIMITS.invitationsADay} people today. Go on tomorrow`,
          },
        ]);
      }
      const [row] = await tx.query<{ id: string }[]>(
        `INSERT INTO circle_invitations (circle_id, person_id, invited_by, note) VALUES ($1, $2, $3, $4) RETURNING id`,
        [circle.id, personId, actor.personId, note ?? null],
      );
      await this.notifications.tell(tx, [personId], toldOf.invited(id, row!.id, firstNameOf(actor.name), note));
      return { id: row!.id };
    });
  }

  /** A facilitator takes an invitation back: from then on who was invited knows nothing of the circle. */
  uninvite(actor: Actor, id: string, personId: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      await holdToLead(tx, actor, id);
      await tx.query(
        `UPDATE circle_invitations SET state = 'withdrawn', answered_at = now()
          WHERE circle_id = $1 AND person_id = $2 AND state = 'open'`,
        [id, personId],
      );
    });
  }

  /** By who was invited. Throws CircleNotFound, CircleInvitationNotFound, CircleFull. */
  answer(actor: Actor, id: string, { answer }: CircleInvitationAnswerInput): Promise<void> {
    return this.transactions.run(async (tx) => {
      const circle = await hold(tx, actor, id);
      const [invitation] = await tx.query<{ id: string }[]>(
        `SELECT id FROM circle_invitations WHERE circle_id = $1 AND person_id = $2 AND state = 'open'`,
        [id, actor.personId],
      );
      if (!invitation) {
        if (circle.role !== null && answer === 'accepted') return;
        throw CircleInvitationNotFound();
      }
      if (answer === 'accepted') await admit(tx, circle, actor.personId, null);
      else {
        await tx.query(`UPDATE circle_invitations SET state = 'declined', answered_at = now() WHERE id = $1`, [
          invitation.id,
        ]);
      }
    });
  }

  /** A link by which so many may join until then. Its token is in the answer alone; only its hash is kept. */
  makeLink(actor: Actor, id: string, { uses, days }: CircleLinkInput): Promise<{ id: string; token: string }> {
    return this.transactions.run(async (tx) => {
      await holdToLead(tx, actor, id);
      const [{ n }] = (await tx.query<[{ n: number }]>(
        `SELECT count(*)::int AS n FROM circle_links
          WHERE circle_id = $1 AND revoked_at IS NULL AND expires_at > now() AND used < uses`,
        [id],
      )) as [{ n: number }];
      if (n >= CIRCLE_LIMITS.links) {
        throw new Refused('circles.too-many-links', [
          { field: 'uses', message: `This circle has ${CIRCLE_LIMITS.links} links that work. Take one back first` },
        ]);
      }
      const token = newToken();
      const [row] = await tx.query<{ id: string }[]>(
        `INSERT INTO circle_links (circle_id, token_hash, made_by, uses, expires_at)
         VALUES ($1, $2, $3, $4, now() + make_interval(days => $5)) RETURNING id`,
        [id, hashToken(token), actor.personId, uses, days],
      );
      return { id: row!.id, token };
    });
  }

  /** From then on it opens nothing. Who joined by it stays. */
  revokeLink(actor: Actor, id: string, linkId: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      await holdToLead(tx, actor, id);
      const [rows] = await tx.query<[object[], number]>(
        `UPDATE circle_links SET revoked_at = coalesce(revoked_at, now()) WHERE id = $1 AND circle_id = $2 RETURNING id`,
        [linkId, id],
      );
      if (rows.length === 0) throw CircleLinkNotFound();
    });
  }

  /** Joins by a link; returns the circle. Who is in it already uses nothing up. Throws CircleLinkNotFound, LinkUsedUp, CircleFull. */
  joinByLink(actor: Actor, token: string): Promise<string> {
    return this.transactions.run(async (tx) => {
      mustWrite(actor);
      const hash = hashToken(token);
      const [link] = await tx.query<{ circleId: string }[]>(
        `SELECT circle_id AS "circleId" FROM circle_links WHERE token_hash = $1 AND revoked_at IS NULL AND expires_at > now()`,
        [hash],
      );
      if (!link) throw CircleLinkNotFound();
      const { circleId } = link;
      // Always first, as everywhere, and the uses are counted behind it.
      await lock(tx, circleId);
      const [circle] = await tx.query<HeldCircle[]>(
        `SELECT ${COLUMNS}, m.role FROM circles c
           LEFT JOIN circle_members m ON m.circle_id = c.id AND m.person_id = $2 WHERE c.id = $1`,
        [circleId, actor.personId],
      );
      if (circle!.role !== null) return circleId;
      const [used] = await tx.query<[object[], number]>(
        `UPDATE circle_links SET used = used + 1
          WHERE token_hash = $1 AND revoked_at IS NULL AND expires_at > now() AND used < uses RETURNING id`,
        [hash],
      );
      if (used.length === 0) throw new LinkUsedUp();
      await admit(tx, circle!, actor.personId, null);
      return circleId;
    });
  }
}
