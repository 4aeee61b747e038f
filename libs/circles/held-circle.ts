import { type Actor } from '#libs/people';
import { type Tx } from '#libs/platform/database';
import { NotAllowed } from '#libs/platform/errors';
import { CIRCLE_LIMITS, type CircleKind, mostMembers, type Visibility } from './circle-kinds.ts';
import { CircleFull, CircleNotFound, NotFacilitator, NotMember, NotThatWay } from './circles.errors.ts';

export interface HeldCircle {
  id: string;
  name: string;
  purpose: string | null;
  kind: CircleKind;
  visibility: Visibility;
  questions: string[];
  agenda: string | null;
  version: number;
  members: number;
  /** Of who holds it; null: they know of it, and are not in it. */
  role: 'member' | 'facilitator' | null;
}

export const COLUMNS = `c.id, c.name, c.purpose, c.kind, c.visibility, c.questions, c.agenda, c.version,
  (SELECT count(*)::int FROM circle_members n WHERE n.circle_id = c.id) AS members`;

/**
 * The circle's row is the lock behind which its members change. It is taken first and read after, so that whoever waited
 * sees who is in it now: who was removed meanwhile may not go on. Throws CircleNotFound.
 */
export async function hold(tx: Tx, actor: Actor, id: string): Promise<HeldCircle> {
  mustWrite(actor);
  await lock(tx, id);
  const [row] = await tx.query<HeldCircle[]>(
    `SELECT ${COLUMNS}, m.role
       FROM circles c LEFT JOIN circle_members m ON m.circle_id = c.id AND m.person_id = $2
      WHERE c.id = $1 AND c.visible_to && (SELECT reader_keys FROM people WHERE id = $2)`,
    [id, actor.personId],
  );
  if (!row) throw CircleNotFound();
  return row;
}

export const lock = (tx: Tx, id: string): Promise<unknown> =>
  tx.query(`SELECT FROM circles WHERE id = $1 FOR NO KEY UPDATE`, [id]);

/** Throws CircleNotFound, NotMember. */
export async function holdInside(tx: Tx, actor: Actor, id: string): Promise<HeldCircle> {
  const circle = await hold(tx, actor, id);
  if (circle.role === null) throw new NotMember();
  return circle;
}

/** Throws CircleNotFound, NotFacilitator. */
export async function holdToLead(tx: Tx, actor: Actor, id: string): Promise<HeldCircle> {
  const circle = await hold(tx, actor, id);
  if (circle.role !== 'facilitator') throw new NotFacilitator();
  return circle;
}

/**
 * Lets somebody in who has said yes, behind the circle's lock. What they had asked and were asked is settled by it. Who is
 * in it already stays as they are. Throws CircleFull, NotThatWay.
 */
export async function admit(
  tx: Tx,
  { id, kind, members }: Pick<HeldCircle, 'id' | 'kind' | 'members'>,
  personId: string,
  by: string | null,
): Promise<void> {
  const [there] = await tx.query<{ joined: number; inIt: boolean }[]>(
    `SELECT count(*)::int AS joined, coalesce(bool_or(circle_id = $2), false) AS "inIt"
       FROM circle_members WHERE person_id = $1`,
    [personId, id],
  );
  if (!there!.inIt) {
    if (members >= mostMembers(kind)) throw new CircleFull(mostMembers(kind));
    if (there!.joined >= CIRCLE_LIMITS.joined) {
      throw new NotThatWay(`Nobody can be in more than ${CIRCLE_LIMITS.joined} circles. Leave one first.`);
    }
    await tx.query(`INSERT INTO circle_members (circle_id, person_id) VALUES ($1, $2) ON CONFLICT DO NOTHING`, [
      id,
      personId,
    ]);
    await happened(tx, id, 'joined', { personId, actorId: by ?? personId });
  }
  await tx.query(
    `UPDATE circle_invitations SET state = 'accepted', answered_at = now()
      WHERE circle_id = $1 AND person_id = $2 AND state = 'open'`,
    [id, personId],
  );
  await tx.query(
    `UPDATE circle_requests SET state = 'accepted', decided_at = now(), decided_by = $3
      WHERE circle_id = $1 AND person_id = $2 AND state = 'open'`,
    [id, personId, by],
  );
}

/** For its members: what became of the circle, and of who is in it. */
export const happened = (
  tx: Tx,
  circleId: string,
  kind: string,
  {
    personId = null,
    actorId = null,
    facts = {},
  }: { personId?: string | null; actorId?: string | null; facts?: Record<string, string | number> } = {},
): Promise<unknown> =>
  tx.query(`INSERT INTO circle_events (circle_id, kind, person_id, actor_id, facts) VALUES ($1, $2, $3, $4, $5)`, [
    circleId,
    kind,
    personId,
    actorId,
    facts,
  ]);

export function mustWrite(actor: Actor): void {
  if (!actor.mayWrite) throw new NotAllowed('This token is for reading only.');
}
