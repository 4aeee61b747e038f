import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/people';
import { Reads, Transactions } from '#libs/platform/database';
import { NotFound, Refused } from '#libs/platform/errors';
import { Day } from '#libs/platform/inputs';
import { CouncilNotFound } from './organisations.errors.ts';
import { organisationsPolicy } from './organisations.policy.ts';
import { lockOrganisation } from './organisations.service.ts';

/** Days, both within the period. */
export interface PreElectionPeriod {
  from: string;
  to: string;
}

export class PreElectionInput {
  @Day({ label: 'First day', ask: 'Enter the first day of the period' })
  readonly from!: string;

  @Day({ label: 'Day of the election', ask: 'Enter the day of the election' })
  readonly to!: string;
}

const LONGEST_DAYS = 120;
const PERIODS_MAX = 20;
const DAY_MS = 86_400_000;

/** The pre-election periods of councils: kept by data stewards, read by everybody while they last. */
@Injectable()
export class PreElectionPeriods {
  constructor(
    private readonly transactions: Transactions,
    private readonly reads: Reads,
  ) {}

  /** All of one council, the latest first; for data stewards. */
  async list(actor: Actor, councilId: string): Promise<PreElectionPeriod[]> {
    mustSteward(actor);
    return this.reads.rows<PreElectionPeriod>({
      name: 'councils.pre-election-periods',
      text: `SELECT from_on::text AS "from", to_on::text AS "to" FROM council_pre_election_periods
              WHERE council_id = $1 ORDER BY from_on DESC LIMIT ${PERIODS_MAX}`,
      values: [councilId],
    });
  }

  /** The same first day again gives it another last one. Throws CouncilNotFound, Refused. */
  set(actor: Actor, councilId: string, { from, to }: PreElectionInput): Promise<void> {
    return this.transactions.run(async (tx) => {
      mustSteward(actor);
      const { kind } = await lockOrganisation(tx, actor, councilId, CouncilNotFound);
      if (kind !== 'council') throw CouncilNotFound();
      const days = (Date.parse(to) - Date.parse(from)) / DAY_MS;
      if (days < 0) throw refused('The day of the election must be the first day or after it');
      if (days > LONGEST_DAYS) throw refused(`A period lasts at most ${LONGEST_DAYS} days`);
      const [{ count } = { count: 0 }] = await tx.query<{ count: number }[]>(
        `SELECT count(*)::int AS count FROM council_pre_election_periods WHERE council_id = $1 AND from_on <> $2`,
        [councilId, from],
      );
      if (count >= PERIODS_MAX) throw refused('There are as many periods as a council can have: remove old ones');
      await tx.query(
        `INSERT INTO council_pre_election_periods (council_id, from_on, to_on, set_by) VALUES ($1, $2, $3, $4)
         ON CONFLICT (council_id, from_on) DO UPDATE SET to_on = excluded.to_on, set_by = excluded.set_by, set_at = now()`,
        [councilId, from, to, actor.personId],
      );
    });
  }

  /** Removing what is not there changes nothing. */
  remove(actor: Actor, councilId: string, from: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      mustSteward(actor);
      await lockOrganisation(tx, actor, councilId, CouncilNotFound);
      await tx.query(`DELETE FROM council_pre_election_periods WHERE council_id = $1 AND from_on = $2`, [
        councilId,
        from,
      ]);
    });
  }
}

/** To who is no data steward it is not there. */
function mustSteward(actor: Actor): void {
  if (!actor.mayWrite || !organisationsPolicy.canSteward(actor)) {
    throw new NotFound('organisations.council-not-found', 'page');
  }
}

const refused = (message: string): Refused =>
  new Refused('organisations.bad-pre-election-period', [{ field: 'to', message }]);
