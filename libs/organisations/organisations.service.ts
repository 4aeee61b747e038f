import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/people';
import { type Once, Transactions, type Tx } from '#libs/platform/database';
import { NotAllowed, Refused, Stale } from '#libs/platform/errors';
import { Organisation } from './organisation.entity.ts';
import { Membership } from './membership.entity.ts';
import { MembershipNotFound, NotYourOrganisation, OrganisationNotFound } from './organisations.errors.ts';
import { type EditOrganisationInput, type JoinInput, type NewOrganisationInput } from './organisations.inputs.ts';
import { organisationsPolicy } from './organisations.policy.ts';

/** Enough for anybody's working life, and too few to be a nuisance. */
const MEMBERSHIPS_MAX = 20;

@Injectable()
export class OrganisationsService {
  constructor(private readonly transactions: Transactions) {}

  /** Adds an adviser, a union, a funder and so on. Councils come from the register; spin-outs: SpinOutsService. */
  create(actor: Actor, input: NewOrganisationInput, once: Once | null): Promise<{ id: string }> {
    return this.transactions.once(once, async (tx) => {
      mayWrite(actor);
      if (!organisationsPolicy.canSteward(actor)) throw new NotAllowed();
      const { kind, name, nation = null, summary = null, website = null, payerKind = null } = input;
      const fictional = await isFictional(tx, actor);
      const { id } = await tx.save(
        tx.create(Organisation, { kind, name, nation, summary, website, payerKind, fictional, visibleTo: ['public'] }),
      );
      return { id };
    });
  }

  /** A council's name and nation are the register's. Throws Stale when it is no longer at `version`. */
  edit(actor: Actor, id: string, input: EditOrganisationInput, version: number | null): Promise<number> {
    return this.transactions.run(async (tx) => {
      const organisation = await lockOrganisation(tx, actor, id);
      if (!organisationsPolicy.canEdit(actor, id)) throw new NotYourOrganisation();
      const { name, nation, summary, website, payerKind } = organisation;
      if (version !== null && version !== organisation.version) {
        throw new Stale(organisation.version, { name, nation, summary, website, payerKind });
      }
      if (organisation.kind === 'council' && ('name' in input || 'nation' in input)) {
        throw new Refused('organisations.register-says', [
          { field: 'name', message: 'The name and nation of a council come from the register' },
        ]);
      }
      if ((organisation.kind === 'council' || organisation.kind === 'spin_out') && input.payerKind) {
        throw new Refused('organisations.no-payer-kind', [
          { field: 'payerKind', message: 'A council or a spin-out is what it is: leave the kind of payer open' },
        ]);
      }
      await tx.update(Organisation, id, { ...organisationChanges(input), version: organisation.version + 1 });
      return organisation.version + 1;
    });
  }

  /** Says that the actor works there. Not verified: it opens nothing yet. Saying it twice changes nothing. */
  join(actor: Actor, organisationId: string, { jobTitle }: JoinInput): Promise<{ verified: boolean }> {
    return this.transactions.run(async (tx) => {
      await lockOrganisation(tx, actor, organisationId);
      const current = await tx.query<{ organisationId: string; verified: boolean }[]>(
        `SELECT organisation_id AS "organisationId", verified_at IS NOT NULL AS verified FROM memberships
          WHERE person_id = $1 AND (to_on IS NULL OR to_on >= current_date) LIMIT $2`,
        [actor.personId, MEMBERSHIPS_MAX],
      );
      const earlier = current.find((membership) => membership.organisationId === organisationId);
      if (earlier) return { verified: earlier.verified };
      if (current.length === MEMBERSHIPS_MAX) {
        throw new Refused('organisations.too-many-memberships', [
          { field: 'jobTitle', message: `You can belong to ${MEMBERSHIPS_MAX} organisations. Leave one first` },
        ]);
      }
      // One who had left joins anew: what was verified then says nothing about today.
      await tx.query(
        `INSERT INTO memberships (person_id, organisation_id, job_title, from_on) VALUES ($1, $2, $3, current_date)
         ON CONFLICT (person_id, organisation_id)
         DO UPDATE SET job_title = $3, from_on = current_date, to_on = NULL, verified_at = NULL, verified_by = NULL`,
        [actor.personId, organisationId, jobTitle ?? null],
      );
      await forgetVouches(tx, actor.personId, organisationId);
      return { verified: false };
    });
  }

  /** Ends the actor's membership and with it, at once, what it let them read. */
  leave(actor: Actor, organisationId: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      await lockOrganisation(tx, actor, organisationId);
      await tx.delete(Membership, { personId: actor.personId, organisationId });
    });
  }

  /** A data steward says that a membership is true, or that it is not. */
  verify(actor: Actor, organisationId: string, personId: string, verified: boolean): Promise<void> {
    return this.transactions.run(async (tx) => {
      await lockOrganisation(tx, actor, organisationId);
      if (!organisationsPolicy.canSteward(actor)) throw new NotAllowed();
      if (!organisationsPolicy.canVerify(actor, personId)) {
        throw new NotAllowed('Somebody else has to verify your own membership.');
      }
      const key = { personId, organisationId };
      const membership = await tx.findOne(Membership, { where: key, lock: { mode: 'pessimistic_write' } });
      if (!membership) throw MembershipNotFound();
      if ((membership.verifiedAt !== null) === verified) return;
      await tx.update(Membership, key, {
        verifiedAt: verified ? new Date() : null,
        verifiedBy: verified ? 'steward' : null,
      });
      if (!verified) await forgetVouches(tx, personId, organisationId);
    });
  }
}

/** What colleagues said does not stand against a data steward, nor for who joins anew. */
const forgetVouches = (tx: Tx, personId: string, organisationId: string): Promise<unknown> =>
  tx.query(`DELETE FROM membership_vouches WHERE person_id = $1 AND organisation_id = $2`, [personId, organisationId]);

/** The row, locked; `notFound` also for who may not see it. */
export async function lockOrganisation(
  tx: Tx,
  actor: Actor,
  id: string,
  notFound = OrganisationNotFound,
): Promise<Organisation> {
  const organisation = await tx.findOne(Organisation, { where: { id }, lock: { mode: 'pessimistic_write' } });
  if (!organisation || !organisation.visibleTo.some((key) => actor.keys.includes(key))) throw notFound();
  mayWrite(actor);
  return organisation;
}

export function mayWrite(actor: Actor): void {
  if (!actor.mayWrite) throw new NotAllowed('This token is for reading only.');
}

/** In the demo network, what its people add is made up too. */
export async function isFictional(tx: Tx, actor: Actor): Promise<boolean> {
  const [row] = await tx.query<{ fictional: boolean }[]>(`SELECT fictional FROM people WHERE id = $1`, [
    actor.personId,
  ]);
  return row?.fictional ?? false;
}

/**
 * The columns that an edit names, null where it names them and holds nothing. Only so can a thing be taken away: what an
 * input does not name it does not have as a key.
 */
export function named<Input extends object, Key extends keyof Input>(
  input: Input,
  ...columns: Key[]
): { [K in Key]?: NonNullable<Input[K]> | null } {
  const given = columns.filter((column) => column in input).map((column) => [column, input[column] ?? null]);
  return Object.fromEntries(given) as { [K in Key]?: NonNullable<Input[K]> | null };
}

/** As named(), of the row that all organisations have. A name cannot be taken away. */
export function organisationChanges(
  input: EditOrganisationInput,
): Partial<Pick<Organisation, 'name' | 'nation' | 'summary' | 'website' | 'payerKind'>> {
  const { name, ...others } = named(input, 'name', 'nation', 'summary', 'website', 'payerKind');
  if (name === null) {
    throw new Refused('organisations.name-needed', [{ field: 'name', message: 'Enter the name of the organisation' }]);
  }
  return name === undefined ? others : { name, ...others };
}
