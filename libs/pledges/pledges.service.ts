import { Injectable } from '@nestjs/common';
import { Notifications } from '#libs/notifications';
import { type Actor } from '#libs/people';
import { type Once, Transactions, type Tx } from '#libs/platform/database';
import { NotAllowed, Refused, Stale } from '#libs/platform/errors';
import { PledgeNotFound } from './pledges.errors.ts';
import { type PledgeInput, type PledgeState } from './pledges.inputs.ts';

/** So many of one person may be to do at a time: more are no next steps. */
const OPEN_MAX = 30;
const AT_ONCE = 500;
const TODAY = `(now() AT TIME ZONE 'Europe/London')::date`;

interface Before {
  text: string;
  dueOn: string;
  audience: string;
  about: string | null;
  aboutId: string | null;
}

interface Kept {
  state: PledgeState;
  version: number;
  current: Before;
}

/** What people want to do next. Done and dropped are both fine ends. */
@Injectable()
export class PledgesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly notifications: Notifications,
  ) {}

  /** Throws Refused: for a day that is past, for what the actor may not read, beyond 30 that are to do. */
  make(actor: Actor, input: PledgeInput, once: Once | null): Promise<{ id: string }> {
    return this.transactions.once(once, async (tx) => {
      mustWrite(actor);
      await check(tx, actor, input, null);
      await mustHaveRoom(tx, actor);
      const { text, dueOn, audience, about = null, aboutId = null } = input;
      const [row] = await tx.query<{ id: string }[]>(
        `INSERT INTO pledges (person_id, text, due_on, audience, about, about_id) VALUES ($1, $2, $3, $4, $5, $6)
         RETURNING id`,
        [actor.personId, text, dueOn, audience, about, aboutId],
      );
      return { id: row!.id };
    });
  }

  /** The whole of it; another day is another nudge. Throws PledgeNotFound, Stale, and Refused as make() does. */
  edit(actor: Actor, id: string, input: PledgeInput, version: number | null): Promise<number> {
    return this.transactions.run(async (tx) => {
      const { version: now, current } = await hold(tx, actor, id);
      if (version !== null && version !== now) throw new Stale(now, { ...current });
      await check(tx, actor, input, current);
      const { text, dueOn, audience, about = null, aboutId = null } = input;
      if (dueOn !== current.dueOn) await this.notifications.settle(tx, actor.personId, [dueOf(id, current.dueOn)]);
      await tx.query(
        `UPDATE pledges
            SET text = $2, due_on = $3::date, audience = $4, about = $5, about_id = $6, version = version + 1,
                nudged_at = CASE WHEN due_on = $3::date THEN nudged_at END
          WHERE id = $1`,
        [id, text, dueOn, audience, about, aboutId],
      );
      return now + 1;
    });
  }

  /** Done, dropped, or to do again. Throws PledgeNotFound. */
  setState(actor: Actor, id: string, state: PledgeState): Promise<void> {
    return this.transactions.run(async (tx) => {
      const before = await hold(tx, actor, id);
      if (before.state === state) return;
      if (state === 'open') await mustHaveRoom(tx, actor);
      await tx.query(
        `UPDATE pledges SET state = $2, ended_at = CASE WHEN $2 <> 'open' THEN now() END, version = version + 1
          WHERE id = $1`,
        [id, state],
      );
      await this.notifications.settle(tx, actor.personId, [dueOf(id, before.current.dueOn)]);
    });
  }

  /** Throws PledgeNotFound. */
  remove(actor: Actor, id: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      const { current } = await hold(tx, actor, id);
      await tx.query(`DELETE FROM pledges WHERE id = $1`, [id]);
      await this.notifications.untell(tx, actor.personId, [dueOf(id, current.dueOn)]);
    });
  }

  /** Nudges each owner once, on the day in London. Run by the clock; may be run again, and by several at once. */
  async nudgeDue(): Promise<void> {
    for (let due = AT_ONCE; due === AT_ONCE;) due = await this.transactions.run((tx) => this.nudgeSome(tx));
  }

  private async nudgeSome(tx: Tx): Promise<number> {
    const due = await tx.query<{ id: string; personId: string; text: string; dueOn: string }[]>(
      `WITH due AS (SELECT id FROM pledges
                     WHERE due_on <= ${TODAY} AND nudged_at IS NULL AND state = 'open'
                     ORDER BY due_on LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED),
            nudged AS (UPDATE pledges g SET nudged_at = now() FROM due WHERE g.id = due.id
                       RETURNING g.id, g.person_id, g.text, g.due_on)
       SELECT id, person_id AS "personId", text, due_on::text AS "dueOn" FROM nudged`,
    );
    for (const { id, personId, text, dueOn } of due) {
      await this.notifications.tell(tx, [personId], {
        kind: 'pledge-due',
        cause: dueOf(id, dueOn),
        title: `Today is the day: ${text}`,
        detail: 'Say that it is done, or drop it. Both are fine.',
        url: `/settings/pledges#pledge-${id}`,
      });
    }
    return due.length;
  }
}

const dueOf = (id: string, dueOn: string): string => `pledge-due:${id}:${dueOn}`;

function mustWrite(actor: Actor): void {
  if (!actor.mayWrite) throw new NotAllowed('This token is for reading only.');
}

async function mustHaveRoom(tx: Tx, actor: Actor): Promise<void> {
  await tx.query(`SELECT FROM people WHERE id = $1 FOR NO KEY UPDATE`, [actor.personId]);
  const [row] = await tx.query<{ room: boolean }[]>(
    `SELECT count(*) < ${OPEN_MAX} AS room FROM pledges WHERE person_id = $1 AND state = 'open'`,
    [actor.personId],
  );
  if (!row?.room) throw refused('text', `You have ${OPEN_MAX} next steps to do. Finish or drop one of them first`);
}

/** What stays as it was is not asked again: a day may have come, a discussion may have been closed to them. */
async function check(tx: Tx, actor: Actor, input: PledgeInput, before: Before | null): Promise<void> {
  const { dueOn, audience, about, aboutId } = input;
  if (audience === 'network' && !actor.keys.includes('network')) {
    throw refused('audience', 'Only members of the network can show it to the network');
  }
  if ((about === undefined) !== (aboutId === undefined)) throw refused('aboutId', 'Give both about and aboutId');
  const [row] = await tx.query<{ past: boolean; far: boolean; readable: boolean }[]>(
    `SELECT $1::date < ${TODAY} AS past, $1::date > ${TODAY} + 1830 AS far,
            CASE $2::text WHEN 'thread' THEN EXISTS (SELECT FROM threads WHERE id = $3::uuid AND visible_to && $4::text[])
              WHEN 'organisation' THEN EXISTS (SELECT FROM organisations WHERE id = $3::uuid AND visible_to && $4::text[])
              ELSE true END AS readable`,
    [dueOn, about ?? null, aboutId ?? null, actor.keys],
  );
  if (dueOn !== before?.dueOn) {
    if (row!.past) throw refused('dueOn', 'The day must be today or later');
    if (row!.far) throw refused('dueOn', 'The day must be within five years');
  }
  if (!row!.readable && (about !== before?.about || aboutId !== before?.aboutId)) {
    throw refused('aboutId', 'There is no such thing that it could be about, or you may not see it');
  }
}

/** Locks it for its owner; to everybody else it is not there. */
async function hold(tx: Tx, actor: Actor, id: string): Promise<Kept> {
  mustWrite(actor);
  const [row] = await tx.query<Kept[]>(
    `SELECT state, version, json_build_object('text', text, 'dueOn', due_on, 'audience', audience, 'about', about,
              'aboutId', about_id) AS current
       FROM pledges
      WHERE id = $1 AND person_id = $2 AND visible_to && $3::text[] FOR UPDATE`,
    [id, actor.personId, actor.keys],
  );
  if (!row) throw PledgeNotFound();
  return row;
}

const refused = (field: string, message: string): Refused => new Refused('pledges.bad-pledge', [{ field, message }]);
