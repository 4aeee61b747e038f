import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/people';
import { Config } from '#libs/platform/config';
import { Transactions, type Tx } from '#libs/platform/database';
import { NotAllowed, Refused } from '#libs/platform/errors';
import { MembershipNotFound, NotYourOrganisation } from '../organisations.errors.ts';
import { type MembershipInput, type NewDomainInput } from '../organisations.inputs.ts';
import { organisationsPolicy } from '../organisations.policy.ts';
import { lockOrganisation } from '../organisations.service.ts';
import { domainOf, isShared } from './domains.ts';
import { SEEN_BY_COLLEAGUES } from './workplaces.queries.ts';

const DOMAINS_MAX = 10;
/** So many colleagues who were confirmed otherwise have to say it. */
export const VOUCHES_NEEDED = 2;

/** Who was confirmed by a data steward or by a work address: they may confirm others. */
const CONFIRMED_OTHERWISE = `verified_at IS NOT NULL AND verified_by IS DISTINCT FROM 'colleagues'
  AND (to_on IS NULL OR to_on >= current_date)`;

/**
 * Where people work, and how that is confirmed: by a data steward, by a link mailed to a work address, or by two
 * colleagues. However it came, `verified_at` is what opens the organisation's own discussions: see reader_keys().
 */
@Injectable()
export class Workplaces {
  constructor(
    private readonly transactions: Transactions,
    private readonly config: Config,
  ) {}

  /** When one worked there and as what. A last day that has passed ends what it let one read, at once. */
  change(actor: Actor, organisationId: string, input: MembershipInput): Promise<void> {
    return this.transactions.run(async (tx) => {
      await lockOrganisation(tx, actor, organisationId);
      if (input.from !== undefined && input.to !== undefined && input.to < input.from) {
        throw new Refused('organisations.ends-before-it-begins', [
          { field: 'to', message: 'The last day must be after the first' },
        ]);
      }
      const [current] = await tx.query<{ ended: boolean }[]>(
        `SELECT coalesce(to_on < current_date, false) AS ended FROM memberships
          WHERE person_id = $1 AND organisation_id = $2 FOR UPDATE`,
        [actor.personId, organisationId],
      );
      if (!current) throw MembershipNotFound();
      // Who had left and says that they did not: what was confirmed then says nothing about today.
      await tx.query(
        `UPDATE memberships SET job_title = $3, from_on = $4, to_on = $5,
                verified_at = CASE WHEN $6 THEN NULL ELSE verified_at END, verified_by = CASE WHEN $6 THEN NULL ELSE verified_by END
          WHERE person_id = $1 AND organisation_id = $2`,
        [
          actor.personId,
          organisationId,
          input.jobTitle ?? null,
          input.from ?? null,
          input.to ?? null,
          current.ended && (input.to === undefined || input.to >= today()),
        ],
      );
    });
  }

  /** Editors of the organisation and data stewards. Throws Refused for a domain that many share. */
  addDomain(actor: Actor, organisationId: string, { domain }: NewDomainInput): Promise<void> {
    return this.transactions.run(async (tx) => {
      await this.lockToEdit(tx, actor, organisationId);
      if (isShared(domain)) {
        throw new Refused('organisations.shared-domain', [
          { field: 'domain', message: 'Many organisations share this domain. Enter one that is theirs alone' },
        ]);
      }
      const [kept] = await tx.query<{ count: number }[]>(
        `SELECT count(*)::int AS count FROM organisation_domains WHERE organisation_id = $1 AND domain <> $2`,
        [organisationId, domain],
      );
      if (kept!.count >= DOMAINS_MAX) {
        throw new Refused('organisations.too-many-domains', [
          { field: 'domain', message: `An organisation can have ${DOMAINS_MAX} domains. Remove one first` },
        ]);
      }
      await tx.query(
        `INSERT INTO organisation_domains (organisation_id, domain, added_by) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
        [organisationId, domain, actor.personId],
      );
    });
  }

  /** Who was confirmed by an address there stays confirmed. */
  removeDomain(actor: Actor, organisationId: string, domain: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      await this.lockToEdit(tx, actor, organisationId);
      await tx.query(`DELETE FROM organisation_domains WHERE organisation_id = $1 AND domain = $2`, [
        organisationId,
        domain,
      ]);
    });
  }

  /**
   * That this address can confirm that the actor works there. Throws MembershipNotFound where they do not say so, and
   * Refused where the organisation has no such domain. Whether somebody was confirmed by the address is not told here:
   * only who has its mail may know.
   */
  async mustFit(tx: Tx, actor: Actor, organisationId: string, address: string): Promise<void> {
    await lockOrganisation(tx, actor, organisationId);
    await this.ownMembership(tx, actor, organisationId);
    const known = await tx.query<object[]>(
      `SELECT FROM organisation_domains WHERE organisation_id = $1 AND domain = $2`,
      [organisationId, domainOf(address)],
    );
    if (known.length === 0) throw notTheirs();
  }

  /** The actor had the mail that was sent to this address. Throws as mustFit(), and Refused where it is another's. */
  async confirmByAddress(tx: Tx, actor: Actor, organisationId: string, address: string): Promise<void> {
    await this.mustFit(tx, actor, organisationId, address);
    const [owner] = await tx.query<{ personId: string }[]>(
      `INSERT INTO work_addresses AS w (organisation_id, address_hash, person_id) VALUES ($1, $2, $3)
       ON CONFLICT (organisation_id, address_hash) DO UPDATE SET at = now() RETURNING person_id AS "personId"`,
      [organisationId, this.hashOf(address), actor.personId],
    );
    if (owner!.personId !== actor.personId) {
      throw new Refused('organisations.address-taken', [
        { field: 'email', message: 'This address has confirmed somebody else. Ask a data steward to confirm you' },
      ]);
    }
    await tx.query(
      `UPDATE memberships SET verified_at = coalesce(verified_at, now()),
              verified_by = CASE WHEN verified_at IS NULL OR verified_by = 'colleagues' THEN 'work-address' ELSE verified_by END
        WHERE person_id = $1 AND organisation_id = $2`,
      [actor.personId, organisationId],
    );
  }

  /**
   * A colleague says that it is true, or takes that back. The second of two confirms. Throws NotAllowed to who was not
   * confirmed there by a data steward or a work address, and MembershipNotFound.
   */
  vouch(actor: Actor, organisationId: string, personId: string, vouches: boolean): Promise<void> {
    return this.transactions.run(async (tx) => {
      // One after another for one organisation: two at once are two, and a voucher cannot lose their own meanwhile.
      await lockOrganisation(tx, actor, organisationId);
      if (personId === actor.personId) throw new NotAllowed('Somebody else has to confirm where you work.');
      const may = await tx.query<object[]>(
        `SELECT FROM memberships WHERE person_id = $1 AND organisation_id = $2 AND ${CONFIRMED_OTHERWISE}`,
        [actor.personId, organisationId],
      );
      if (vouches && may.length === 0) {
        throw new NotAllowed(
          'Only who was confirmed there by a data steward or a work address can confirm colleagues.',
        );
      }
      const [membership] = await tx.query<{ verifiedBy: string | null; verified: boolean }[]>(
        `SELECT m.verified_by AS "verifiedBy", m.verified_at IS NOT NULL AS verified
           FROM memberships m JOIN people p ON p.id = m.person_id AND p.visible_to && $3::text[]
            AND ${SEEN_BY_COLLEAGUES('p')}
          WHERE m.person_id = $1 AND m.organisation_id = $2 AND (m.to_on IS NULL OR m.to_on >= current_date) FOR UPDATE OF m`,
        [personId, organisationId, actor.keys],
      );
      if (!membership) throw MembershipNotFound();
      await tx.query(
        vouches
          ? `INSERT INTO membership_vouches (person_id, organisation_id, voucher_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`
          : `DELETE FROM membership_vouches WHERE person_id = $1 AND organisation_id = $2 AND voucher_id = $3`,
        [personId, organisationId, actor.personId],
      );
      const [counted] = await tx.query<{ enough: boolean }[]>(
        `SELECT count(*) >= ${VOUCHES_NEEDED} AS enough FROM membership_vouches
          WHERE person_id = $1 AND organisation_id = $2`,
        [personId, organisationId],
      );
      if (counted!.enough && !membership.verified) {
        await tx.query(
          `UPDATE memberships SET verified_at = now(), verified_by = 'colleagues' WHERE person_id = $1 AND organisation_id = $2`,
          [personId, organisationId],
        );
      }
      if (!counted!.enough && membership.verifiedBy === 'colleagues') {
        await tx.query(
          `UPDATE memberships SET verified_at = NULL, verified_by = NULL WHERE person_id = $1 AND organisation_id = $2`,
          [personId, organisationId],
        );
      }
    });
  }

  private async ownMembership(tx: Tx, actor: Actor, organisationId: string): Promise<void> {
    const own = await tx.query<object[]>(
      `SELECT FROM memberships WHERE person_id = $1 AND organisation_id = $2 AND (to_on IS NULL OR to_on >= current_date)
          FOR UPDATE`,
      [actor.personId, organisationId],
    );
    if (own.length === 0) throw MembershipNotFound();
  }

  private async lockToEdit(tx: Tx, actor: Actor, organisationId: string): Promise<void> {
    await lockOrganisation(tx, actor, organisationId);
    if (!organisationsPolicy.canEdit(actor, organisationId)) throw new NotYourOrganisation();
  }

  /** With our secret, so that nobody who has the table alone can try addresses. A tag after + is the same mailbox. */
  private hashOf(address: string): Buffer {
    const [local = '', domain = ''] = address.split('@');
    return createHmac('sha256', this.config.signingSecret)
      .update(`work-address:${local.replace(/\+.*$/, '')}@${domain}`)
      .digest();
  }
}

const today = (): string => new Date().toISOString().slice(0, 10);

const notTheirs = (): Refused =>
  new Refused('organisations.not-their-domain', [
    { field: 'email', message: 'Enter an address of this organisation, with one of the domains that are listed here' },
  ]);
