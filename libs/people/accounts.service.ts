import { Injectable } from '@nestjs/common';
import { Config } from '#libs/platform/config';
import { Reads, Transactions, type Tx } from '#libs/platform/database';
import { NotAllowed, NotFound, Refused } from '#libs/platform/errors';
import { type Limit, RateLimits } from '#libs/platform/rate-limits';
import { Account } from './account.entity.ts';
import { type Actor, type PlatformRole } from './actor.ts';
import { type Origin } from './origin.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import { AccountSuspended, SignInRefused } from './people.errors.ts';
import { type ChangePasswordInput, type SignInInput, type SignUpInput } from './people.inputs.ts';
import { Person } from './person.entity.ts';
import { SESSION_DAYS } from './session-cookie.ts';
import { hashToken, newToken } from './tokens.ts';

const BY_ACCOUNT: Limit = { name: 'sign-in.account', most: 10, seconds: 900 };
/** Only tries that fail are left counted: a council's staff may all come from one address. */
const BY_ADDRESS: Limit = { name: 'sign-in.address', most: 60, seconds: 900 };
/** Room for a workshop that joins together. */
const SIGN_UPS: Limit = { name: 'sign-up.address', most: 60, seconds: 3_600 };

interface Known {
  personId: string;
  passwordHash: string;
  suspendedUntil: Date | null;
  suspendedReason: string | null;
  demo: boolean;
}

@Injectable()
export class AccountsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly reads: Reads,
    private readonly limits: RateLimits,
    private readonly config: Config,
  ) {}

  /**
   * A person, an account and the role of member. The same form sent twice is one account: the second time the right
   * password is proof enough. Throws Refused when the address has an account of somebody else's, or TooMany.
   */
  async signUp(input: SignUpInput, origin: Origin): Promise<{ personId: string }> {
    await this.limits.take(SIGN_UPS, origin.address);
    const passwordHash = await hashPassword(input.password);
    const personId = await this.transactions.run(async (tx) => {
      const { name, practitionerRole, email } = input;
      await oneOfAddress(tx, email);
      const taken = await tx.query<object[]>(`SELECT FROM accounts WHERE email = $1`, [email]);
      if (taken.length > 0) return null;
      const person = await tx.save(tx.create(Person, { name, practitionerRole }));
      await tx.insert(Account, { personId: person.id, email, passwordHash });
      await tx.query(`INSERT INTO role_grants (person_id, role) VALUES ($1, 'member')`, [person.id]);
      return person.id;
    });
    return personId === null ? this.ownAccount(input, origin) : { personId };
  }

  /**
   * Whose password this is. The same refusal, after the same work, for a wrong password and an unknown address.
   * Throws SignInRefused, TooMany, or AccountSuspended to who gave the right password.
   */
  async check({ email, password }: SignInInput, { address }: Origin): Promise<{ personId: string }> {
    await this.limits.take(BY_ADDRESS, address);
    await this.limits.take(BY_ACCOUNT, email);
    const account = await this.reads.row<Known>({
      name: 'accounts.by-email',
      text: `SELECT person_id AS "personId", password_hash AS "passwordHash", suspended_until AS "suspendedUntil",
                    suspended_reason AS "suspendedReason", demo
               FROM accounts WHERE email = $1`,
      values: [email],
    });
    // The password of the demo network is printed for all to see.
    const usable = account !== null && !(account.demo && this.config.production);
    if (!(await verifyPassword(usable ? account.passwordHash : null, password)) || !usable) throw new SignInRefused();
    await Promise.all([this.limits.forget(BY_ACCOUNT, email), this.limits.giveBack(BY_ADDRESS, address)]);
    const { personId, suspendedUntil, suspendedReason } = account;
    if (suspendedUntil && suspendedUntil > new Date()) throw new AccountSuspended(suspendedUntil, suspendedReason);
    return { personId };
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
        [personId, hashToken(token), device, SESSION_DAYS],
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

  /** The other sessions end; tokens stay. Throws Refused when the current password is wrong, or TooMany. */
  async changePassword(actor: Actor, input: ChangePasswordInput): Promise<void> {
    if (!actor.mayWrite) throw new NotAllowed('This token is for reading only.');
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
    await this.limits.forget(BY_ACCOUNT, actor.personId);
    const passwordHash = await hashPassword(input.newPassword);
    await this.transactions.run((tx) => this.setPassword(tx, actor.personId, passwordHash, actor.sessionId));
  }

  /** Whoever calls this knows that it is theirs. Their sessions end but for one; tokens stay. */
  async setPassword(tx: Tx, personId: string, passwordHash: string, except: string | null = null): Promise<void> {
    await tx.update(Account, personId, { passwordHash, passwordSetAt: new Date() });
    await this.endSessions(tx, personId, except);
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

  /** Lets a suspended person sign in again; what ended stays ended. Whoever calls this has checked the right and writes the log. */
  async unsuspend(tx: Tx, personId: string): Promise<void> {
    await tx.query(`UPDATE accounts SET suspended_until = NULL, suspended_reason = NULL WHERE person_id = $1`, [
      personId,
    ]);
  }

  /**
   * An account for circles alone, which nobody of the network sees. The address is known to be theirs. Null: it has an
   * account already.
   */
  async addGuest(
    tx: Tx,
    { name, practitionerRole, email, passwordHash }: Omit<SignUpInput, 'password'> & { passwordHash: string },
  ): Promise<string | null> {
    await oneOfAddress(tx, email);
    const taken = await tx.query<object[]>(`SELECT FROM accounts WHERE email = $1`, [email]);
    if (taken.length > 0) return null;
    const { id } = await tx.save(tx.create(Person, { name, practitionerRole }));
    await tx.query(`INSERT INTO guests (person_id) VALUES ($1)`, [id]);
    await tx.query(`UPDATE people SET visible_to = '{}' WHERE id = $1`, [id]);
    await tx.insert(Account, { personId: id, email, passwordHash, emailVerifiedAt: new Date() });
    return id;
  }

  /** A guest who signs up is a member from then on, under the name that they give now. */
  private async becomeMember(personId: string, { name, practitionerRole }: SignUpInput): Promise<void> {
    await this.transactions.run(async (tx) => {
      const [was] = await tx.query<[object[], number]>(`DELETE FROM guests WHERE person_id = $1 RETURNING person_id`, [
        personId,
      ]);
      if (was.length === 0) return;
      await tx.query(
        `UPDATE people SET visible_to = '{network}', name = $2, practitioner_role = $3, version = version + 1 WHERE id = $1`,
        [personId, name, practitionerRole],
      );
      await tx.query(`INSERT INTO role_grants (person_id, role) VALUES ($1, 'member') ON CONFLICT DO NOTHING`, [
        personId,
      ]);
    });
  }

  /** Who signs up again with the password of the account is its owner; everybody else hears that it is taken. */
  private async ownAccount(input: SignUpInput, origin: Origin): Promise<{ personId: string }> {
    try {
      const own = await this.check(input, origin);
      await this.becomeMember(own.personId, input);
      return own;
    } catch (error) {
      throw error instanceof SignInRefused ? addressTaken() : error;
    }
  }

  private async endSessions(tx: Tx, personId: string, except: string | null): Promise<void> {
    await tx.query(
      `UPDATE sessions SET ended_at = now()
        WHERE person_id = $1 AND ended_at IS NULL AND ($2::uuid IS NULL OR id <> $2)`,
      [personId, except],
    );
  }
}

/** One after another for one address: the second finds the account of the first. */
const oneOfAddress = (tx: Tx, email: string): Promise<unknown> =>
  tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('sign-up:' || $1, 0))`, [email]);

const addressTaken = (): Refused =>
  new Refused('people.address-taken', [
    { field: 'email', message: 'This address has an account already. Sign in, or use another address' },
  ]);
