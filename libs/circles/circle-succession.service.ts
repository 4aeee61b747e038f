import { Injectable } from '@nestjs/common';
import { Notifications } from '#libs/notifications';
import { type Actor, withRole } from '#libs/people';
import { Reads, Transactions, type Tx } from '#libs/platform/database';
import { CIRCLE_LIMITS } from './circle-kinds.ts';
import { toldOf } from './circle-notices.ts';
import { CircleNotFound, NotInIt, NotThatWay } from './circles.errors.ts';
import { happened, hold, lock } from './held-circle.ts';

/** As many circles as one run looks after. */
const MOST = 200;

/**
 * Of member m, with account a: whether they can do something for the circle: they have an account that is not suspended,
 * and were here within 60 days.
 */
const IS_HERE = `(
  (a.suspended_until IS NULL OR a.suspended_until <= now())
  AND greatest(m.since, a.created_at,
               (SELECT max(s.last_seen_at) FROM sessions s WHERE s.person_id = m.person_id),
               (SELECT max(t.last_used_at) FROM access_tokens t WHERE t.person_id = m.person_id))
      > now() - interval '${CIRCLE_LIMITS.awayDays} days')`;

/** Of circle c: nobody who facilitates it can do anything for it, and somebody is in it. */
const IS_ORPHANED = `
  EXISTS (SELECT FROM circle_members m WHERE m.circle_id = c.id)
  AND NOT EXISTS (SELECT FROM circle_members m JOIN accounts a ON a.person_id = m.person_id
                   WHERE m.circle_id = c.id AND m.role = 'facilitator' AND ${IS_HERE})`;

/** Who could take it over: no guest, and who has been in it the longest first. */
const CANDIDATES = `
  SELECT p.id AS "personId", p.name, p.practitioner_role AS "practitionerRole", p.fictional
    FROM circle_members m JOIN people p ON p.id = m.person_id JOIN accounts a ON a.person_id = m.person_id
   WHERE m.circle_id = $1 AND m.role = 'member' AND ${IS_HERE}
     AND NOT EXISTS (SELECT FROM guests g WHERE g.person_id = m.person_id)
   ORDER BY m.since, m.person_id`;

export interface SuccessorRow {
  personId: string;
  name: string;
  practitionerRole: string;
  fictional: boolean;
}

/** No circle is left without somebody who looks after it. */
@Injectable()
export class CircleSuccession {
  constructor(
    private readonly transactions: Transactions,
    private readonly reads: Reads,
    private readonly notifications: Notifications,
  ) {}

  /**
   * Where whoever facilitated a circle is suspended, has no account any more or has been away for 60 days, the member who
   * has been in it the longest becomes a facilitator, and is told. Who was one stays one, for when they return. May be run
   * again, and beside itself.
   */
  async run(): Promise<void> {
    const orphaned = await this.reads.rows<{ id: string }>({
      name: 'circles.orphaned',
      text: `SELECT c.id FROM circles c
              WHERE ${IS_ORPHANED}
                AND EXISTS (SELECT FROM circle_members m JOIN accounts a ON a.person_id = m.person_id
                             WHERE m.circle_id = c.id AND m.role = 'member' AND ${IS_HERE}
                               AND NOT EXISTS (SELECT FROM guests g WHERE g.person_id = m.person_id))
              ORDER BY c.id LIMIT ${MOST}`,
      values: [],
    });
    for (const { id } of orphaned) {
      await this.transactions.run(async (tx) => {
        await lock(tx, id);
        if (!(await isOrphaned(tx, id))) return;
        const [next] = await tx.query<SuccessorRow[]>(`${CANDIDATES} LIMIT 1`, [id]);
        if (next) await this.appointed(tx, id, next.personId, null);
      });
    }
  }

  /** For administrators, of an open circle that nobody looks after: who could. Throws CircleNotFound, NotThatWay. */
  async candidates(actor: Actor, id: string): Promise<SuccessorRow[]> {
    withRole(actor, 'administrator');
    return this.transactions.run(async (tx) => {
      await mustNeedOne(tx, actor, id);
      return tx.query<SuccessorRow[]>(`${CANDIDATES} LIMIT 100`, [id]);
    });
  }

  /**
   * By an administrator, who need not be in it and reads nothing of it. Throws NotAllowed, CircleNotFound, NotThatWay, and
   * NotInIt where they could not take it over.
   */
  appoint(actor: Actor, id: string, personId: string): Promise<void> {
    withRole(actor, 'administrator');
    return this.transactions.run(async (tx) => {
      await mustNeedOne(tx, actor, id);
      const candidates = await tx.query<SuccessorRow[]>(CANDIDATES, [id]);
      if (!candidates.some((one) => one.personId === personId)) throw new NotInIt();
      await this.appointed(tx, id, personId, actor.personId);
    });
  }

  private async appointed(tx: Tx, id: string, personId: string, by: string | null): Promise<void> {
    await tx.query(`UPDATE circle_members SET role = 'facilitator' WHERE circle_id = $1 AND person_id = $2`, [
      id,
      personId,
    ]);
    await happened(tx, id, 'succeeded', { personId, actorId: by });
    await this.notifications.tell(
      tx,
      [personId],
      toldOf.facilitator(
        id,
        by === null
          ? 'Nobody else looked after it, and you have been in it the longest. You can hand it on to another member.'
          : 'Nobody else looked after it, and an administrator chose you. You can hand it on to another member.',
      ),
    );
  }
}

async function isOrphaned(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.query<object[]>(`SELECT FROM circles c WHERE c.id = $1 AND ${IS_ORPHANED}`, [id]);
  return rows.length > 0;
}

/** An administrator knows of an open circle as every member does, and of no other. */
async function mustNeedOne(tx: Tx, actor: Actor, id: string): Promise<void> {
  const { visibility } = await hold(tx, actor, id);
  if (visibility !== 'open') throw CircleNotFound();
  if (!(await isOrphaned(tx, id)))
    throw new NotThatWay('Somebody looks after this circle. Nobody has to be appointed.');
}
