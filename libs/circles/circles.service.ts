import { Injectable } from '@nestjs/common';
import { Notifications } from '#libs/notifications';
import { type Actor, PersonNotFound } from '#libs/people';
import { type Once, Transactions, type Tx } from '#libs/platform/database';
import { NotAllowed, Refused, Stale } from '#libs/platform/errors';
import { CircleNotFound, LastFacilitator, NotFacilitator } from './circles.errors.ts';
import { type CircleInput, type CircleMemberInput } from './circles.inputs.ts';

// A type, not an interface: only so is it assignable to Json.
// oxlint-disable-next-line typescript/consistent-type-definitions
export type CircleReceipt = { id: string };

/** As data, so that what is said and what is checked cannot differ. */
const LIMITS = { circlesFacilitated: 20, members: 200 } as const;

interface HeldCircle {
  id: string;
  name: string;
  purpose: string | null;
  version: number;
  facilitates: boolean;
}

/** Who is in a circle changes what they may read: a trigger keeps their keys, and tells whoever holds their sockets. */
@Injectable()
export class CirclesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly notifications: Notifications,
  ) {}

  /** Who makes a circle is its first member, and its facilitator. */
  create(actor: Actor, { name, purpose }: CircleInput, once: Once | null): Promise<CircleReceipt> {
    return this.transactions.once(once, async (tx) => {
      mustWrite(actor);
      // One makes one after the other: so the limit holds for two at once.
      await tx.query(`SELECT FROM people WHERE id = $1 FOR NO KEY UPDATE`, [actor.personId]);
      const [{ n }] = (await tx.query<[{ n: number }]>(
        `SELECT count(*)::int AS n FROM circle_members WHERE person_id = $1 AND role = 'facilitator'`,
        [actor.personId],
      )) as [{ n: number }];
      if (n >= LIMITS.circlesFacilitated) {
        throw new Refused('circles.too-many', [
          { field: 'name', message: `You facilitate ${LIMITS.circlesFacilitated} circles. Leave one first` },
        ]);
      }
      const [row] = await tx.query<{ id: string }[]>(
        `INSERT INTO circles (name, purpose, fictional)
         SELECT $1, $2, p.fictional FROM people p WHERE p.id = $3 RETURNING id`,
        [name, purpose ?? null, actor.personId],
      );
      await tx.query(`INSERT INTO circle_members (circle_id, person_id, role) VALUES ($1, $2, 'facilitator')`, [
        row!.id,
        actor.personId,
      ]);
      return { id: row!.id };
    });
  }

  /** Throws CircleNotFound, NotFacilitator, and Stale when it is no longer at `version`. */
  edit(actor: Actor, id: string, { name, purpose }: CircleInput, version: number | null): Promise<number> {
    return this.transactions.run(async (tx) => {
      const circle = await holdToLead(tx, actor, id);
      if (version !== null && version !== circle.version) {
        throw new Stale(circle.version, { name: circle.name, purpose: circle.purpose });
      }
      await tx.query(`UPDATE circles SET name = $2, purpose = $3, version = version + 1 WHERE id = $1`, [
        id,
        name,
        purpose ?? null,
      ]);
      return circle.version + 1;
    });
  }

  /**
   * Puts somebody into the circle, or changes what they do in it. They are told once, and may leave again. Throws
   * CircleNotFound, NotFacilitator, PersonNotFound, LastFacilitator.
   */
  keepMember(actor: Actor, id: string, personId: string, { role }: CircleMemberInput): Promise<void> {
    return this.transactions.run(async (tx) => {
      await holdToLead(tx, actor, id);
      const [person] = await tx.query<{ now: string | null; members: number }[]>(
        `SELECT m.role AS now, (SELECT count(*)::int FROM circle_members WHERE circle_id = $3) AS members
           FROM people p JOIN accounts a ON a.person_id = p.id
           LEFT JOIN circle_members m ON m.circle_id = $3 AND m.person_id = p.id
          WHERE p.id = $1 AND (p.visible_to && $2::text[] OR m.person_id IS NOT NULL)`,
        [personId, actor.keys, id],
      );
      if (!person) throw PersonNotFound();
      if (person.now === role) return;
      if (person.now === null && person.members >= LIMITS.members) {
        throw new Refused('circles.full', [
          { field: 'personId', message: `A circle has at most ${LIMITS.members} members` },
        ]);
      }
      if (person.now === 'facilitator') await mustNotBeLast(tx, id, personId);
      const [kept] = await tx.query<{ since: Date }[]>(
        `INSERT INTO circle_members (circle_id, person_id, role) VALUES ($1, $2, $3)
         ON CONFLICT (circle_id, person_id) DO UPDATE SET role = excluded.role
         RETURNING since`,
        [id, personId, role],
      );
      if (person.now !== null) return;
      await this.notifications.tell(tx, [personId], {
        kind: 'circle-joined',
        cause: `circle-joined:${id}:${kept!.since.getTime()}`,
        // Not its name: they may have left when they read this.
        title: 'You were added to a circle',
        detail: 'You read and write with its members. You can leave at any time.',
        url: `/circles/${id}`,
      });
    });
  }

  /** Removes somebody, or oneself: from then on they read nothing of it. Who is not in it is removed already. */
  removeMember(actor: Actor, id: string, personId: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      const circle = await hold(tx, actor, id);
      if (personId !== actor.personId && !circle.facilitates) throw new NotFacilitator();
      if (personId === actor.personId && circle.facilitates) await mustNotBeLast(tx, id, personId);
      await tx.query(`DELETE FROM circle_members WHERE circle_id = $1 AND person_id = $2`, [id, personId]);
    });
  }
}

/** The circle's row is the lock behind which its members change. */
async function hold(tx: Tx, actor: Actor, id: string): Promise<HeldCircle> {
  mustWrite(actor);
  // Asked by who is in it now, not by the keys that came with the request: who was removed meanwhile may not go on.
  const [row] = await tx.query<HeldCircle[]>(
    `SELECT c.id, c.name, c.purpose, c.version, m.role = 'facilitator' AS facilitates
       FROM circles c JOIN circle_members m ON m.circle_id = c.id AND m.person_id = $2
      WHERE c.id = $1 AND c.visible_to && $3::text[]
        FOR NO KEY UPDATE OF c`,
    [id, actor.personId, actor.keys],
  );
  if (!row) throw CircleNotFound();
  return row;
}

async function holdToLead(tx: Tx, actor: Actor, id: string): Promise<HeldCircle> {
  const circle = await hold(tx, actor, id);
  if (!circle.facilitates) throw new NotFacilitator();
  return circle;
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

function mustWrite(actor: Actor): void {
  if (!actor.mayWrite) throw new NotAllowed('This token is for reading only.');
}
