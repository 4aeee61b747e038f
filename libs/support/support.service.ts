import { Injectable } from '@nestjs/common';
import { organisationsPolicy } from '#libs/organisations';
import { type Actor } from '#libs/people';
import { type Once, Transactions } from '#libs/platform/database';
import { NotAllowed, Refused, Stale } from '#libs/platform/errors';
import { ProgrammeNotFound } from './support.errors.ts';
import { type NewProgrammeInput } from './support.inputs.ts';

/** Data stewards keep the programmes. */
@Injectable()
export class SupportService {
  constructor(private readonly transactions: Transactions) {}

  add(actor: Actor, input: NewProgrammeInput, once: Once | null): Promise<{ id: string }> {
    return this.transactions.once(once, async (tx) => {
      mayKeep(actor);
      const [row] = await tx.query<{ id: string }[]>(
        `INSERT INTO support_programmes (name, provider, summary, nation, topics, opens_on, closes_on, url, source,
                                         created_by, fictional)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::uuid, (SELECT p.fictional FROM people p WHERE p.id = $10::uuid))
         RETURNING id`,
        [...columns(input), actor.personId],
      );
      return { id: row!.id };
    });
  }

  /** The whole entry, checked today. Throws ProgrammeNotFound, Stale. */
  edit(actor: Actor, id: string, input: NewProgrammeInput, version: number | null): Promise<number> {
    return this.transactions.run(async (tx) => {
      const [now] = await tx.query<{ version: number; name: string; closesOn: string | null }[]>(
        `SELECT version, name, closes_on::text AS "closesOn" FROM support_programmes
          WHERE id = $1 AND visible_to && $2::text[] FOR UPDATE`,
        [id, actor.keys],
      );
      if (!now) throw ProgrammeNotFound();
      mayKeep(actor);
      if (version !== null && version !== now.version) {
        throw new Stale(now.version, { name: now.name, closesOn: now.closesOn });
      }
      await tx.query(
        `UPDATE support_programmes
            SET name = $1, provider = $2, summary = $3, nation = $4, topics = $5, opens_on = $6, closes_on = $7,
                url = $8, source = $9, checked_on = current_date, version = version + 1
          WHERE id = $10`,
        [...columns(input), id],
      );
      return now.version + 1;
    });
  }
}

function mayKeep(actor: Actor): void {
  if (!actor.mayWrite || !organisationsPolicy.canSteward(actor)) {
    throw new NotAllowed('Data stewards keep the support directory. Tell them what is missing.');
  }
}

function columns(input: NewProgrammeInput): unknown[] {
  const { name, provider, summary, nation = null, topics = [], opensOn = null, closesOn = null, url, source } = input;
  if (opensOn !== null && closesOn !== null && closesOn < opensOn) {
    throw new Refused('support.bad-days', [
      { field: 'closesOn', message: 'The last day must not be before the first' },
    ]);
  }
  return [name, provider, summary, nation, topics, opensOn, closesOn, url ?? null, source];
}
