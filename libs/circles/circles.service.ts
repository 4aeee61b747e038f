import { Injectable } from '@nestjs/common';
import { Notifications } from '#libs/notifications';
import { type Actor } from '#libs/people';
import { type Once, Transactions, type Tx } from '#libs/platform/database';
import { Refused, Stale } from '#libs/platform/errors';
import { CIRCLE_LIMITS, mostMembers, type Visibility, VISIBILITIES } from './circle-kinds.ts';
import { toldOf } from './circle-notices.ts';
import { LastFacilitator, NotFacilitator, NotInIt, NotThatWay, WrittenFor } from './circles.errors.ts';
import { type CircleInput, type CircleMemberInput } from './circles.inputs.ts';
import { happened, type HeldCircle, holdInside, holdToLead, mustWrite } from './held-circle.ts';

// A type, not an interface: only so is it assignable to Json.
// oxlint-disable-next-line typescript/consistent-type-definitions
export type CircleReceipt = { id: string };

/** Who is in a circle changes what they may read: a trigger keeps their keys, and tells whoever holds their sockets. */
@Injectable()
export class CirclesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly notifications: Notifications,
  ) {}

  /** Who makes a circle is its first member, and its facilitator. */
  create(actor: Actor, input: CircleInput, once: Once | null): Promise<CircleReceipt> {
    return this.transactions.once(once, async (tx) => {
      mustWrite(actor);
      // One makes one after the other: so the limit holds for two at once.
      await tx.query(`SELECT FROM people WHERE id = $1 FOR NO KEY UPDATE`, [actor.personId]);
      const [{ n }] = (await tx.query<[{ n: number }]>(
        `SELECT count(*)::int AS n FROM circle_members WHERE person_id = $1 AND role = 'facilitator'`,
        [actor.personId],
      )) as [{ n: number }];
      if (n >= CIRCLE_LIMITS.facilitated) {
        throw new Refused('circles.too-many', [
          { field: 'name', message: `You facilitate ${CIRCLE_LIMITS.facilitated} circles. Leave one first` },
        ]);
      }
      const [row] = await tx.query<{ id: string }[]>(
        `INSERT INTO circles (name, purpose, kind, visibility, questions, agenda, fictional)
         SELECT $1, $2, $3, $4, $5, $6, p.fictional FROM people p WHERE p.id = $7 RETURNING id`,
        [...valuesOf(input), actor.personId],
      );
      await tx.query(`INSERT INTO circle_members (circle_id, person_id, role) VALUES ($1, $2, 'facilitator')`, [
        row!.id,
        actor.personId,
      ]);
      await happened(tx, row!.id, 'begun', { actorId: actor.personId });
      return { id: row!.id };
    });
  }

  /**
   * All of it at once. Its members are told when others may know of it than before. It is never opened so that anyone may
   * join once something was written in it (WrittenFor). Throws CircleNotFound, NotFacilitator, and Stale when it is no
   * longer at `version`.
   */
  edit(actor: Actor, id: string, input: CircleInput, version: number | null): Promise<number> {
    return this.transactions.run(async (tx) => {
      const circle = await holdToLead(tx, actor, id);
      if (version !== null && version !== circle.version) {
        const { name, purpose, kind, visibility, questions, agenda } = circle;
        throw new Stale(circle.version, { name, purpose, kind, visibility, questions, agenda });
      }
      if (circle.members > mostMembers(input.kind)) {
        throw new Refused('circles.too-large', [
          {
            field: 'kind',
            message: `A peer circle has at most ${CIRCLE_LIMITS.peers} members, and this one has ${circle.members}`,
          },
        ]);
      }
      if (input.visibility === 'open' && circle.visibility !== 'open') await mustBeUnwritten(tx, id);
      await tx.query(
        `UPDATE circles SET name = $1, purpose = $2, kind = $3, visibility = $4, questions = $5, agenda = $6,
                version = version + 1 WHERE id = $7`,
        [...valuesOf(input), id],
      );
      if (input.visibility !== circle.visibility) {
        await this.visibilityChanged(tx, actor, circle, input.visibility);
      }
      return circle.version + 1;
    });
  }

  /**
   * Changes what a member does in it; they are told when they become facilitator. Throws CircleNotFound, NotFacilitator,
   * NotInIt, LastFacilitator.
   */
  keepMember(actor: Actor, id: string, personId: string, { role }: CircleMemberInput): Promise<void> {
    return this.transactions.run(async (tx) => {
      const circle = await holdToLead(tx, actor, id);
      const [member] = await tx.query<{ role: string; isGuest: boolean }[]>(
        `SELECT role, EXISTS (SELECT FROM guests g WHERE g.person_id = m.person_id) AS "isGuest"
           FROM circle_members m WHERE circle_id = $1 AND person_id = $2`,
        [id, personId],
      );
      if (!member) throw new NotInIt();
      if (member.role === role) return;
      if (member.isGuest) throw new NotThatWay('A guest cannot be a facilitator. They can join Waymark first.');
      if (role === 'member') await mustNotBeLast(tx, id, personId);
      await this.setRole(tx, circle, personId, role, actor);
    });
  }

  /** Removes somebody, or oneself: from then on they read nothing of it. Who is not in it is removed already. */
  removeMember(actor: Actor, id: string, personId: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      const circle = await holdInside(tx, actor, id);
      const own = personId === actor.personId;
      if (!own && circle.role !== 'facilitator') throw new NotFacilitator();
      if (own && circle.role === 'facilitator') await mustNotBeLast(tx, id, personId);
      const [gone] = await tx.query<[object[], number]>(
        `DELETE FROM circle_members WHERE circle_id = $1 AND person_id = $2 RETURNING person_id`,
        [id, personId],
      );
      if (gone.length === 0) return;
      await happened(tx, id, own ? 'left' : 'removed', { personId, actorId: actor.personId });
      if (own) {
        await closeIfEmpty(tx, id);
        return;
      }
      await this.notifications.tell(tx, [personId], {
        kind: 'circle-removed',
        cause: `circle-removed:${id}:${personId}:${Date.now()}`,
        // Not its name: they may not read it any more.
        title: 'You are no longer in a circle',
        detail: 'A facilitator took you out of it. What you wrote there stays, for its members.',
        url: '/circles',
      });
    });
  }

  private async setRole(
    tx: Tx,
    circle: HeldCircle,
    personId: string,
    role: 'member' | 'facilitator',
    actor: Actor,
  ): Promise<void> {
    await tx.query(`UPDATE circle_members SET role = $3 WHERE circle_id = $1 AND person_id = $2`, [
      circle.id,
      personId,
      role,
    ]);
    const kind = role === 'facilitator' ? 'became-facilitator' : 'no-longer-facilitator';
    await happened(tx, circle.id, kind, { personId, actorId: actor.personId });
    if (role === 'member' || personId === actor.personId) return;
    await this.notifications.tell(tx, [personId], toldOf.facilitator(circle.id));
  }

  private async visibilityChanged(tx: Tx, actor: Actor, circle: HeldCircle, to: Visibility): Promise<void> {
    await happened(tx, circle.id, 'visibility-changed', {
      actorId: actor.personId,
      facts: { from: circle.visibility, to },
    });
    // Who had asked an open or restricted circle would wait for an answer that nobody is asked for any more.
    if (to === 'confidential') {
      await tx.query(
        `UPDATE circle_requests SET state = 'declined', decided_at = now() WHERE circle_id = $1 AND state = 'open'`,
        [circle.id],
      );
    }
    const members = await tx.query<{ id: string }[]>(
      `SELECT person_id AS id FROM circle_members WHERE circle_id = $1 AND person_id <> $2`,
      [circle.id, actor.personId],
    );
    const wider = VISIBILITIES.indexOf(to) < VISIBILITIES.indexOf(circle.visibility);
    await this.notifications.tell(
      tx,
      members.map((member) => member.id),
      toldOf.visibility(circle.id, circle.version, wider),
    );
  }
}

const valuesOf = ({ name, purpose, kind, visibility, questions, agenda }: CircleInput): unknown[] => [
  name,
  purpose ?? null,
  kind,
  visibility,
  questions,
  agenda ?? null,
];

/** Whoever joins an open circle reads what was written before: so nothing may have been. */
async function mustBeUnwritten(tx: Tx, id: string): Promise<void> {
  const [{ written }] = (await tx.query<[{ written: boolean }]>(
    `SELECT EXISTS (SELECT FROM threads WHERE audience = 'circle' AND audience_id = $1) AS written`,
    [id],
  )) as [{ written: boolean }];
  if (written) throw new WrittenFor();
}

/** Who is alone in a circle may leave it; then nobody reads it any more. */
async function mustNotBeLast(tx: Tx, id: string, personId: string): Promise<void> {
  const [others] = await tx.query<{ facilitators: number; members: number }[]>(
    `SELECT count(*) FILTER (WHERE role = 'facilitator')::int AS facilitators, count(*)::int AS members
       FROM circle_members WHERE circle_id = $1 AND person_id <> $2`,
    [id, personId],
  );
  if (others!.members > 0 && others!.facilitators === 0) throw new LastFacilitator();
}

/** A circle that everybody has left is listed nowhere, and nobody gets into it by what was sent out before. */
async function closeIfEmpty(tx: Tx, id: string): Promise<void> {
  const left = await tx.query<object[]>(`SELECT FROM circle_members WHERE circle_id = $1 LIMIT 1`, [id]);
  if (left.length > 0) return;
  await tx.query(`UPDATE circles SET visibility = 'confidential', version = version + 1 WHERE id = $1`, [id]);
  await tx.query(`UPDATE circle_links SET revoked_at = now() WHERE circle_id = $1 AND revoked_at IS NULL`, [id]);
  await tx.query(
    `UPDATE circle_invitations SET state = 'withdrawn', answered_at = now() WHERE circle_id = $1 AND state = 'open'`,
    [id],
  );
  await tx.query(
    `UPDATE circle_guest_invitations SET state = 'withdrawn', email = NULL, answered_at = now()
      WHERE circle_id = $1 AND state = 'open'`,
    [id],
  );
  await tx.query(
    `UPDATE circle_requests SET state = 'declined', decided_at = now() WHERE circle_id = $1 AND state = 'open'`,
    [id],
  );
}
