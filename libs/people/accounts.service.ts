import { Injectable } from '@nestjs/common';
import { Reads, Transactions, type Tx } from '#libs/platform/database';
import { NotAllowed, NotFound, Refused } from '#libs/platform/errors';
import { type Limit, RateLimits } from '#libs/platform/rate-limits';
import { Account } from './account.entity.ts';
import { type Actor, type PlatformRole } from './actor.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import { AccountSuspended, SignInRefused } from './people.errors.ts';
import { type ChangePasswordInput, type NewTokenInput, type SignInInput, type SignUpInput } from './people.inputs.ts';
import { Person } from './person.entity.ts';
import { hashToken, newToken } from './tokens.ts';

/** Where a request came from, as far as sign-in counts and lists it. */
export interface Origin {
  /** Counted as a hash, never kept. */
  readonly address: string;
  /** The browser's own name, for the list of sessions. */
  readonly device: string;
}

export const SESSION_DAYS = 30;

const BY_ACCOUNT: Limit = { name: 'sign-in.account', most: 10, seconds: 900 };
const BY_ADDRESS: Limit = { name: 'sign-in.address', most: 60, seconds: 900 };
const SIGN_UPS: Limit = { name: 'sign-up.address', most: 20, seconds: 3_600 };

@Injectable()
export class AccountsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly reads: Reads,
    private readonly limits: RateLimits,
  ) {}

  /** A person, an account and the role of member. Throws Refused when the address has an account. */
  async signUp(input: SignUpInput, origin: Origin): Promise<{ personId: string }> {
    await this.limits.take(SIGN_UPS, origin.address);
    const passwordHash = await hashPassword(input.password);
    return this.transactions.run(async (tx) => {
      const taken = await tx.query<object[]>(`SELECT FROM accounts WHERE email = $1`, [input.email]);
      if (taken.length > 0) throw addressTaken();
      const { name, practitionerRole } = input;
      const person = await tx.save(tx.create(Person, { name, practitionerRole }));
      await tx.insert(Account, { personId: person.id, email: input.email, passwordHash }).catch((error: unknown) => {
        throw (error as { driverError?: { code?: string } }).driverError?.code === '23505' ? addressTaken() : error;
      });
      await tx.query(`INSERT INTO role_grants (person_id, role) VALUES ($1, 'member')`, [person.id]);
      return { personId: person.id };
    });
  }

  /**
   * Whose password this is. The same refusal, after the same work, for a wrong password and an unknown address.
   * Throws SignInRefused, TooMany, or AccountSuspended to who gave the right password.
   */
  async check({ email, password }: SignInInput, { address }: Origin): Promise<{ personId: string }> {
    await this.limits.take(BY_ADDRESS, address);
    await this.limits.take(BY_ACCOUNT, email);
    const account = await this.reads.row<{ personId: string; passwordHash: string; suspendedUntil: Date | null }>({
      name: 'accounts.by-email',
      text: `SELECT person_id AS "personId", password_hash AS "passwordHash", suspended_until AS "suspendedUntil"
               FROM accounts WHERE email = $1`,
      values: [email],
    });
    if (!(await verifyPassword(account?.passwordHash ?? null, password)) || !account) throw new SignInRefused();
    if (account.suspendedUntil && account.suspendedUntil > new Date())
      throw new AccountSuspended(account.suspendedUntil);
    await this.limits.forget(BY_ACCOUNT, email);
    return { personId: account.personId };
  }

  /** A new session; `replaces` is the token the browser came with, which ends: so sign-in rotates. Returns the token. */
  async startSession(personId: string, { device }: Origin, replaces?: string): Promise<string> {
    const token = newToken();
    await this.transactions.run(async (tx) => {
      if (replaces) {
        await tx.query(`UPDATE sessions SET ended_at = now() WHERE token_hash = $1 AND ended_at IS NULL`, [
          hashToken(replaces),
        ]);
      }
      await tx.query(
        `INSERT INTO sessions (person_id, token_hash, device, expires_at)
         VALUES ($1, $2, $3, now() + make_interval(days => $4))`,
        [personId, hashToken(token), device.slice(0, 200), SESSION_DAYS],
      );
    });
    return token;
  }

  async endSession(actor: Actor, sessionId: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const [rows] = await tx.query<[object[], number]>(
        `UPDATE sessions SET ended_at = now() WHERE id = $1 AND person_id = $2 AND ended_at IS NULL RETURNING id`,
        [sessionId, actor.personId],
      );
      if (rows.length === 0) throw new NotFound('people.session-not-found', 'session');
    });
  }

  /** Ends all the person's sessions but the one they are using. */
  async endOtherSessions(actor: Actor): Promise<void> {
    await this.transactions.run((tx) => this.endSessions(tx, actor.personId, actor.sessionId));
  }

  /** The other sessions end; tokens stay. Throws Refused when the current password is wrong. */
  async changePassword(actor: Actor, input: ChangePasswordInput): Promise<void> {
    await this.limits.take(BY_ACCOUNT, actor.personId);
    const account = await this.reads.row<{ passwordHash: string }>({
      name: 'accounts.password',
      text: `SELECT password_hash AS "passwordHash" FROM accounts WHERE person_id = $1`,
      values: [actor.personId],
    });
    if (!(await verifyPassword(account?.passwordHash ?? null, input.currentPassword))) {
      throw new Refused('people.wrong-password', [
        { field: 'currentPassword', message: 'Your current password is not right' },
      ]);
    }
    const passwordHash = await hashPassword(input.newPassword);
    await this.transactions.run(async (tx) => {
      await tx.update(Account, actor.personId, { passwordHash, passwordSetAt: new Date() });
      await this.endSessions(tx, actor.personId, actor.sessionId);
    });
  }

  /** Returns the secret, which is shown this once. */
  async createToken(actor: Actor, { name, scope, days }: NewTokenInput): Promise<{ id: string; token: string }> {
    const token = newToken('wm_');
    return this.transactions.run(async (tx) => {
      const [row] = await tx.query<{ id: string }[]>(
        `INSERT INTO access_tokens (person_id, name, token_hash, scope, expires_at)
         VALUES ($1, $2, $3, $4, now() + make_interval(days => $5)) RETURNING id`,
        [actor.personId, name, hashToken(token), scope, days],
      );
      return { id: row!.id, token };
    });
  }

  async revokeToken(actor: Actor, tokenId: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const [rows] = await tx.query<[object[], number]>(
        `UPDATE access_tokens SET revoked_at = now() WHERE id = $1 AND person_id = $2 AND revoked_at IS NULL RETURNING id`,
        [tokenId, actor.personId],
      );
      if (rows.length === 0) throw new NotFound('people.token-not-found', 'token');
    });
  }

  /** Gives a role everywhere, or over one organisation. Administrators only. */
  async grantRole(actor: Actor, personId: string, role: PlatformRole, scopeId: string | null = null): Promise<void> {
    if (!actor.roles.has('administrator')) throw new NotAllowed();
    await this.transactions.run((tx) => this.grantRoleAsSystem(tx, personId, role, scopeId, actor.personId));
  }

  /** For the command line and seeds, where nobody is signed in. */
  async grantRoleAsSystem(
    tx: Tx,
    personId: string,
    role: PlatformRole,
    scopeId: string | null = null,
    grantedBy: string | null = null,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO role_grants (person_id, role, scope_id, granted_by) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
      [personId, role, scopeId, grantedBy],
    );
  }

  /**
   * Until then the person may not sign in; sessions and tokens stop at once, and open sockets within a second (the
   * triggers of these tables tell every process). Whoever calls this has checked the right and writes the log.
   */
  async suspend(tx: Tx, personId: string, until: Date, reason: string): Promise<void> {
    const [rows] = await tx.query<[object[], number]>(
      `UPDATE accounts SET suspended_until = $2, suspended_reason = $3 WHERE person_id = $1 RETURNING person_id`,
      [personId, until, reason],
    );
    if (rows.length === 0) throw new NotFound('people.person-not-found', 'person');
    await this.endSessions(tx, personId, null);
  }

  private async endSessions(tx: Tx, personId: string, except: string | null): Promise<void> {
    await tx.query(
      `UPDATE sessions SET ended_at = now()
        WHERE person_id = $1 AND ended_at IS NULL AND ($2::uuid IS NULL OR id <> $2)`,
      [personId, except],
    );
  }
}

const addressTaken = (): Refused =>
  new Refused('people.address-taken', [
    { field: 'email', message: 'This address has an account already. Sign in, or use another address' },
  ]);
