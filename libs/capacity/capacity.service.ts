import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/people';
import { Transactions } from '#libs/platform/database';
import { NotAllowed, Refused } from '#libs/platform/errors';
import { CapacityEntryNotFound } from './capacity.errors.ts';
import { type OwnCapacityInput } from './capacity.inputs.ts';

const DAYS_MAX = 70;
const ENTRIES_MAX = 200;

/** What people say that their own team has. */
@Injectable()
export class CapacityService {
  constructor(private readonly transactions: Transactions) {}

  /** Saying it again replaces it, so that a form sent twice is one entry. */
  keep(actor: Actor, { stage, role, daysPerWeek }: OwnCapacityInput): Promise<void> {
    return this.transactions.run(async (tx) => {
      if (!actor.mayWrite) throw new NotAllowed('This token is for reading only.');
      if (Number(daysPerWeek) < 0 || Number(daysPerWeek) > DAYS_MAX) {
        throw refused(`Days a week must be between 0 and ${DAYS_MAX}`);
      }
      await tx.query(`SELECT FROM people WHERE id = $1 FOR UPDATE`, [actor.personId]);
      const [row] = await tx.query<{ room: boolean }[]>(
        `SELECT count(*) < ${ENTRIES_MAX} AS room FROM capacity_entries WHERE person_id = $1`,
        [actor.personId],
      );
      if (!row?.room) throw refused(`You can keep ${ENTRIES_MAX} entries. Remove one first`);
      await tx.query(
        `INSERT INTO capacity_entries (person_id, stage, role, days_per_week) VALUES ($1, $2, $3, $4)
         ON CONFLICT (person_id, stage, lower(role))
         DO UPDATE SET role = $3, days_per_week = $4, updated_at = now()`,
        [actor.personId, stage, role, daysPerWeek],
      );
    });
  }

  /** Throws CapacityEntryNotFound, also for another's. */
  remove(actor: Actor, id: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      if (!actor.mayWrite) throw new NotAllowed('This token is for reading only.');
      const gone = await tx.query<object[]>(
        `WITH gone AS (DELETE FROM capacity_entries WHERE id = $1 AND person_id = $2 RETURNING id) SELECT id FROM gone`,
        [id, actor.personId],
      );
      if (gone.length === 0) throw CapacityEntryNotFound();
    });
  }
}

const refused = (message: string): Refused => new Refused('capacity.bad-entry', [{ field: 'daysPerWeek', message }]);
