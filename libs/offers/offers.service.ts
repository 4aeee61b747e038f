import { Injectable } from '@nestjs/common';
import { Notifications } from '#libs/notifications';
import { type Actor } from '#libs/people';
import { type Once, Transactions, type Tx } from '#libs/platform/database';
import { NotAllowed, Refused, Stale } from '#libs/platform/errors';
import { day } from '#libs/platform/words';
import { NATIONS } from '#libs/taxonomy';
import { OfferHidden, OfferNotFound } from './offers.errors.ts';
import { type RoleOfferInput } from './offers.inputs.ts';

/** So many of one person can be open at a time. */
const OPEN_MAX = 10;
const AT_ONCE = 500;

interface Kept {
  version: number;
  hidden: boolean;
  /** What an input would say of it. */
  current: Record<string, unknown>;
}

/** What members offer and need. Each is its owner's alone to change. */
@Injectable()
export class OffersService {
  constructor(
    private readonly transactions: Transactions,
    private readonly notifications: Notifications,
  ) {}

  /** Throws Refused, also beyond 10 that are open. */
  make(actor: Actor, input: RoleOfferInput, once: Once | null): Promise<{ id: string }> {
    return this.transactions.once(once, async (tx) => {
      mustBeMember(actor);
      const columns = columnsOf(input);
      await mustHaveRoom(tx, actor, null);
      const [row] = await tx.query<{ id: string }[]>(
        `INSERT INTO role_offers (kind, role, title, body, service_areas, nation, region, pay, interests, person_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id`,
        [...columns, actor.personId],
      );
      return { id: row!.id };
    });
  }

  /** The whole of it; what is declared is declared as of today. Throws OfferNotFound, Stale. */
  edit(actor: Actor, id: string, input: RoleOfferInput, version: number | null): Promise<number> {
    return this.transactions.run(async (tx) => {
      const { version: now, current } = await hold(tx, actor, id);
      if (version !== null && version !== now) throw new Stale(now, current);
      await tx.query(
        `UPDATE role_offers
            SET kind = $1, role = $2, title = $3, body = $4, service_areas = $5, nation = $6, region = $7, pay = $8,
                interests = $9, declared_on = current_date, version = version + 1
          WHERE id = $10`,
        [...columnsOf(input), id],
      );
      return now + 1;
    });
  }

  /** From now on its owner sees it, and moderators. Throws OfferNotFound. */
  close(actor: Actor, id: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      await hold(tx, actor, id);
      await tx.query(
        `UPDATE role_offers SET closed_at = now(), version = version + 1 WHERE id = $1 AND closed_at IS NULL`,
        [id],
      );
      await this.notifications.settle(tx, actor.personId, [await endsOf(tx, id)]);
    });
  }

  /** For 12 months from now, also what has ended or was closed; what it declares holds as of today. Throws OfferHidden. */
  renew(actor: Actor, id: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      const { hidden } = await hold(tx, actor, id);
      if (hidden) throw new OfferHidden();
      await mustHaveRoom(tx, actor, id);
      await this.notifications.settle(tx, actor.personId, [await endsOf(tx, id)]);
      await tx.query(
        `UPDATE role_offers
            SET listed_at = now(), expires_at = now() + interval '12 months', declared_on = current_date,
                reminded_at = NULL, closed_at = NULL, version = version + 1
          WHERE id = $1`,
        [id],
      );
    });
  }

  /** By a moderator; the caller has checked that. False: it was so already. Throws OfferNotFound. */
  async setHidden(tx: Tx, id: string, hidden: boolean): Promise<boolean> {
    const [row] = await tx.query<{ hidden: boolean }[]>(
      `SELECT hidden_at IS NOT NULL AS hidden FROM role_offers WHERE id = $1 FOR UPDATE`,
      [id],
    );
    if (!row) throw OfferNotFound();
    if (row.hidden === hidden) return false;
    await tx.query(
      `UPDATE role_offers SET hidden_at = CASE WHEN $2 THEN now() END, version = version + 1 WHERE id = $1`,
      [id, hidden],
    );
    return true;
  }

  /** Says once, 14 days before, that it ends. Run by the clock; may be run again, and by several at once. */
  remindDue(): Promise<number> {
    return this.transactions.run(async (tx) => {
      const due = await tx.query<{ id: string; personId: string; kind: string; title: string; expiresAt: Date }[]>(
        `WITH due AS (SELECT id FROM role_offers
                       WHERE reminded_at IS NULL AND closed_at IS NULL AND hidden_at IS NULL
                         AND expires_at > now() AND expires_at <= now() + interval '14 days'
                       ORDER BY expires_at LIMIT $1 FOR UPDATE SKIP LOCKED),
              told AS (UPDATE role_offers o SET reminded_at = now() FROM due WHERE o.id = due.id
                       RETURNING o.id, o.person_id, o.kind, o.title, o.expires_at)
         SELECT id, person_id AS "personId", kind, title, expires_at AS "expiresAt" FROM told`,
        [AT_ONCE],
      );
      for (const { id, personId, kind, title, expiresAt } of due) {
        await this.notifications.tell(tx, [personId], {
          kind: 'role-offer-ends',
          cause: await endsOf(tx, id),
          title: `${kind === 'offer' ? 'What you offer' : 'What you need'} ends on ${day(expiresAt)}: ${title}`,
          detail: 'Renew it if it still holds. If not, there is nothing to do.',
          url: `/people/offers/${id}`,
        });
      }
      return due.length;
    });
  }
}

/** Another one after each renewal. */
async function endsOf(tx: Tx, id: string): Promise<string> {
  const [row] = await tx.query<{ cause: string }[]>(
    `SELECT 'role-offer-ends:' || id || ':' || extract(epoch FROM expires_at)::bigint AS cause
       FROM role_offers WHERE id = $1`,
    [id],
  );
  return row!.cause;
}

function mustBeMember(actor: Actor): void {
  if (!actor.mayWrite) throw new NotAllowed('This token is for reading only.');
  if (!actor.keys.includes('network')) throw new NotAllowed('Only members of the network can offer or need a role.');
}

async function mustHaveRoom(tx: Tx, actor: Actor, except: string | null): Promise<void> {
  await tx.query(`SELECT FROM people WHERE id = $1 FOR NO KEY UPDATE`, [actor.personId]);
  const [row] = await tx.query<{ room: boolean }[]>(
    `SELECT count(*) < ${OPEN_MAX} AS room FROM role_offers
      WHERE person_id = $1 AND closed_at IS NULL AND hidden_at IS NULL AND expires_at > now()
        AND id IS DISTINCT FROM $2::uuid`,
    [actor.personId, except],
  );
  if (!row?.room) {
    throw refused('title', `You have ${OPEN_MAX} offers and needs that are open. Close one of them first`);
  }
}

/** Locks it for its owner; to everybody else it is not there. */
async function hold(tx: Tx, actor: Actor, id: string): Promise<Kept> {
  if (!actor.mayWrite) throw new NotAllowed('This token is for reading only.');
  const [row] = await tx.query<Kept[]>(
    `SELECT version, hidden_at IS NOT NULL AS hidden,
            json_build_object('kind', kind, 'role', role, 'title', title, 'body', body, 'serviceAreas', service_areas,
              'nation', nation, 'region', region, 'pay', pay, 'interests', interests,
              'declares', CASE WHEN interests IS NULL THEN 'none' ELSE 'some' END) AS current
       FROM role_offers WHERE id = $1 AND person_id = $2 AND visible_to && $3::text[] FOR UPDATE`,
    [id, actor.personId, actor.keys],
  );
  if (!row) throw OfferNotFound();
  return row;
}

function columnsOf(input: RoleOfferInput): unknown[] {
  const { kind, role, title, body, serviceAreas = [], nation = null, region = null, pay, declares, interests } = input;
  if (declares === 'some' && interests === undefined) throw refused('interests', 'Say which interests you declare');
  // A region of England, or one of the other nations, that the register counts as a region too.
  const within = region === null ? nation : (NATIONS.find((one) => one === region) ?? 'England');
  if (nation !== null && nation !== within) throw refused('region', `Choose a region of ${nation}, or none`);
  return [kind, role, title, body, serviceAreas, within, region, pay, declares === 'some' ? interests : null];
}

const refused = (field: string, message: string): Refused => new Refused('offers.bad-offer', [{ field, message }]);
