import { createHmac, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '#libs/platform/config';
import { Reads, type Tx } from '#libs/platform/database';
import { NotFound } from '#libs/platform/errors';
import { type Actor } from './actor.ts';
import { hashToken } from './tokens.ts';

const DAYS = 2;
/** Of a link that opens an account to who has it. */
const RESET_HOURS = 2;
type Purpose = 'verify-email' | 'reset-password';

/** What a link to verify an address is about. */
export interface AddressLink {
  /** Null: the address of the account. */
  organisationId: string | null;
  organisation: string | null;
  /** Null: it was used, or has expired. */
  address: string | null;
  /** It was used already, or is too old. */
  ended: boolean;
}

/**
 * Links that come by mail, work once and for two days, for the person alone who asked for them; to a new
 * password for two hours, for whoever has the mail. A link is made of its id
 * and our secret whenever its mail is sent, so that a mail which is sent twice has the same one, and no row holds it.
 */
@Injectable()
export class MailTokens {
  constructor(
    private readonly config: Config,
    private readonly reads: Reads,
  ) {}

  /** The id, which the mail is to carry. What the person asked for before, about the same, ends. */
  async issue(tx: Tx, actor: Actor, organisationId: string | null, address: string | null): Promise<string> {
    const id = randomUUID();
    await tx.query(
      `UPDATE mail_tokens SET used_at = now(), address = NULL
        WHERE person_id = $1 AND purpose = 'verify-email' AND organisation_id IS NOT DISTINCT FROM $2::uuid AND used_at IS NULL`,
      [actor.personId, organisationId],
    );
    await tx.query(
      `INSERT INTO mail_tokens (id, token_hash, person_id, purpose, organisation_id, address, expires_at)
       VALUES ($1, $2, $3, 'verify-email', $4, $5, now() + make_interval(days => ${DAYS}))`,
      [id, hashToken(this.tokenOf(id)), actor.personId, organisationId, address],
    );
    return id;
  }

  /** The id of a link by which whoever has it chooses a new password. Those of before end. */
  async issueReset(tx: Tx, personId: string): Promise<string> {
    const id = randomUUID();
    await tx.query(
      `UPDATE mail_tokens SET used_at = now() WHERE person_id = $1 AND purpose = 'reset-password' AND used_at IS NULL`,
      [personId],
    );
    await tx.query(
      `INSERT INTO mail_tokens (id, token_hash, person_id, purpose, expires_at)
       VALUES ($1, $2, $3, 'reset-password', now() + make_interval(hours => ${RESET_HOURS}))`,
      [id, hashToken(this.tokenOf(id, 'reset-password')), personId],
    );
    return id;
  }

  /** Whether a link to a new password still works. */
  async resets(token: string): Promise<boolean> {
    const link = await this.reads.row({
      name: 'people.reset-link',
      text: `SELECT 1 AS stands FROM mail_tokens
              WHERE token_hash = $1 AND purpose = 'reset-password' AND used_at IS NULL AND expires_at > now()`,
      values: [hashToken(token)],
    });
    return link !== null;
  }

  /** Takes it, once. Returns whose account it is; null: it has ended, or was never ours. */
  async useReset(tx: Tx, token: string): Promise<string | null> {
    const [rows] = await tx.query<[{ personId: string }[], number]>(
      `UPDATE mail_tokens SET used_at = now()
        WHERE token_hash = $1 AND purpose = 'reset-password' AND used_at IS NULL AND expires_at > now()
        RETURNING person_id AS "personId"`,
      [hashToken(token)],
    );
    return rows[0]?.personId ?? null;
  }

  /** What stands at the end of the link. */
  tokenOf(id: string, purpose: Purpose = 'verify-email'): string {
    return createHmac('sha256', this.config.signingSecret).update(`${purpose}:${id}`).digest('base64url');
  }

  /** Throws NotFound, also for everybody but who asked for it. */
  async link(actor: Actor, token: string): Promise<AddressLink> {
    const link = await this.reads.row<AddressLink>({
      name: 'people.address-link',
      text: `SELECT t.organisation_id AS "organisationId", o.name AS organisation, t.address,
                    t.used_at IS NOT NULL OR t.expires_at <= now() AS ended
               FROM mail_tokens t LEFT JOIN organisations o ON o.id = t.organisation_id
              WHERE t.token_hash = $1 AND t.person_id = $2 AND t.purpose = 'verify-email'`,
      values: [hashToken(token), actor.personId],
    });
    if (!link) throw LinkNotFound();
    return link;
  }

  /** Takes it, once. Null: it has ended. Throws NotFound as link() does. */
  async use(tx: Tx, actor: Actor, token: string): Promise<AddressLink | null> {
    const [link] = await tx.query<AddressLink[]>(
      `SELECT organisation_id AS "organisationId", NULL AS organisation, address,
              used_at IS NOT NULL OR expires_at <= now() AS ended
         FROM mail_tokens WHERE token_hash = $1 AND person_id = $2 AND purpose = 'verify-email' FOR UPDATE`,
      [hashToken(token), actor.personId],
    );
    if (!link) throw LinkNotFound();
    if (link.ended) return null;
    await tx.query(`UPDATE mail_tokens SET used_at = now(), address = NULL WHERE token_hash = $1`, [hashToken(token)]);
    return link;
  }

  /** The address of the account is the person's: they had the mail that was sent there. */
  async accountIsTheirs(tx: Tx, personId: string): Promise<void> {
    await tx.query(`UPDATE accounts SET email_verified_at = coalesce(email_verified_at, now()) WHERE person_id = $1`, [
      personId,
    ]);
  }
}

const LinkNotFound = (): NotFound => new NotFound('people.link-not-found', 'link');
