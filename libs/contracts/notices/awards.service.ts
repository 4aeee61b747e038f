import { Injectable } from '@nestjs/common';
import { type Actor, hasRole } from '#libs/people';
import { Transactions } from '#libs/platform/database';
import { NotAllowed, Refused } from '#libs/platform/errors';
import { serviceAreasOfCpv } from '#libs/taxonomy';
import { AwardNotFound, BuyerNotFound } from '../contracts.errors.ts';
import { type NewContractInput, type ResolveBuyerInput } from '../contracts.inputs.ts';
import { addContract, lockRegister, organisationNamed } from '../contracts.service.ts';
import { CURRENCIES } from '../labels.ts';

interface Award {
  origin: 'table' | 'ocds';
  title: string | null;
  ocid: string | null;
  buyer: string | null;
  buyerId: string | null;
  value: string | null;
  currency: string | null;
  start: string | null;
  end: string | null;
  /** Of the newest notice of the process that names any, the main one first. */
  cpv: string[] | null;
}

@Injectable()
export class AwardsService {
  constructor(private readonly transactions: Transactions) {}

  /**
   * An editor says whether an award is their spin-out's: only then is it a contract. Decided already, nothing changes.
   * Returns the contract, or null.
   */
  decide(actor: Actor, spinOutId: string, awardId: string, isOurs: boolean): Promise<string | null> {
    return this.transactions.run(async (tx) => {
      await lockRegister(tx, actor, spinOutId);
      const [decided] = await tx.query<{ contractId: string | null }[]>(
        `SELECT contract_id AS "contractId" FROM award_decisions WHERE spin_out_id = $1 AND award_id = $2`,
        [spinOutId, awardId],
      );
      if (decided) return decided.contractId;
      const [award] = await tx.query<Award[]>(
        `SELECT origin, title, ocid, buyer_name AS buyer, buyer_id AS "buyerId", value::text, currency,
                coalesce(starts_on, awarded_on, published_on)::text AS start, ends_on::text AS end,
                (SELECT n.cpv FROM procurement_notices n
                  WHERE n.ocid = a.ocid AND n.cpv <> '{}' AND n.visible_to && $2::text[]
                  ORDER BY n.released_at DESC NULLS LAST, n.release_id DESC LIMIT 1) AS cpv
           FROM contract_awards a WHERE id = $1 AND visible_to && $2::text[]`,
        [awardId, actor.keys],
      );
      if (!award) throw AwardNotFound();
      const contractId = isOurs ? await addContract(tx, actor, spinOutId, contractOf(award), award.buyerId) : null;
      await tx.query(
        `INSERT INTO award_decisions (award_id, spin_out_id, is_ours, contract_id, decided_by) VALUES ($1, $2, $3, $4, $5)`,
        [awardId, spinOutId, isOurs, contractId, actor.personId],
      );
      return contractId;
    });
  }

  /** A data steward says which body a spelling of a buyer is, or that it is none that we know. */
  resolveBuyer(actor: Actor, { name, organisation }: ResolveBuyerInput): Promise<void> {
    return this.transactions.run(async (tx) => {
      if (!hasRole(actor, 'data_steward', 'administrator')) throw new NotAllowed();
      const [buyer] = await tx.query<object[]>(`SELECT FROM unmatched_buyers WHERE name_key = lower($1) FOR UPDATE`, [
        name,
      ]);
      if (!buyer) throw BuyerNotFound();
      const id = organisation ? await organisationNamed(tx, actor, organisation) : null;
      await tx.query(
        `UPDATE unmatched_buyers SET organisation_id = $2, decided_at = now(), decided_by = $3 WHERE name_key = lower($1)`,
        [name, id, actor.personId],
      );
      if (id === null) return;
      await tx.query(
        `UPDATE procurement_notices SET buyer_id = $2 WHERE lower(buyer_name) = lower($1) AND buyer_id IS NULL`,
        [name, id],
      );
      await tx.query(
        `UPDATE contract_awards SET buyer_id = $2 WHERE lower(buyer_name) = lower($1) AND buyer_id IS NULL`,
        [name, id],
      );
    });
  }
}

/** Buyers type 0 or 1 where they do not say. */
const isStated = (value: string): boolean => Number(value) > 1 && Number(value) < 1e12;

/** The first code that says one service area; none where they may be several: then a person says. */
const serviceAreaOf = (cpv: readonly string[]): string | undefined =>
  cpv.map(serviceAreasOfCpv).find((areas) => areas.length === 1)?.[0];

function contractOf({ origin, cpv, title, ocid, buyer, value, currency, start, end }: Award): NewContractInput {
  if (start === null) {
    throw new Refused('contracts.award-without-day', [
      { field: 'decision', message: 'This award has no day. Add the contract by hand' },
    ]);
  }
  return {
    payer: buyer ?? 'Not known',
    title: title ?? `Contract awarded by ${buyer ?? 'a buyer that is not named'}`,
    start,
    end: end !== null && end >= start ? end : undefined,
    totalValue: value !== null && isStated(value) ? value : undefined,
    currency: CURRENCIES.find((known) => known === currency) ?? 'GBP',
    route: 'unknown',
    source: origin === 'table' ? 'award-table' : 'ocds',
    serviceArea: serviceAreaOf(cpv ?? []),
    ocid: ocid ?? undefined,
  };
}
