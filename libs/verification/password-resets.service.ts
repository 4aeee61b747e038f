import { Injectable } from '@nestjs/common';
import { MailOutbox } from '#libs/notifications';
import { AccountsService, hashPassword, MailTokens, type Origin } from '#libs/people';
import { Config } from '#libs/platform/config';
import { Transactions } from '#libs/platform/database';
import { type Limit, RateLimits } from '#libs/platform/rate-limits';
import { type NewPasswordInput, type PasswordResetInput } from './verification.inputs.ts';

/** A council's staff may all come from one address. */
const BY_ORIGIN: Limit = { name: 'reset.origin', most: 60, seconds: 3_600 };
/** Nobody's mailbox is filled. The same for addresses that have no account: the limit tells nothing. */
const BY_ADDRESS: Limit = { name: 'reset.address', most: 3, seconds: 3_600 };

/** For who forgot their password: whoever has the mail that goes to the address of the account chooses another. */
@Injectable()
export class PasswordResets {
  constructor(
    private readonly transactions: Transactions,
    private readonly tokens: MailTokens,
    private readonly accounts: AccountsService,
    private readonly outbox: MailOutbox,
    private readonly limits: RateLimits,
    private readonly config: Config,
  ) {}

  /** Mails a link, if the address has an account; whether it has is told to nobody. Throws TooMany. */
  async ask({ email }: PasswordResetInput, { address }: Origin): Promise<void> {
    await this.limits.take(BY_ORIGIN, address);
    await this.limits.take(BY_ADDRESS, email);
    await this.transactions.run(async (tx) => {
      const [account] = await tx.query<{ personId: string }[]>(
        `SELECT person_id AS "personId" FROM accounts WHERE email = $1 AND NOT (demo AND $2::boolean) FOR UPDATE`,
        [email, this.config.production],
      );
      if (!account) return;
      const { personId } = account;
      const id = await this.tokens.issueReset(tx, personId);
      await this.outbox.add(tx, [{ personId, kind: 'reset-password', key: `reset-password:${id}`, threadId: null }]);
    });
  }

  /**
   * Sets the password, once for a link, and signs the person out everywhere; the address is known to be theirs. False: the
   * link has ended, or was never ours.
   */
  async reset(token: string, { newPassword }: NewPasswordInput): Promise<boolean> {
    if (!(await this.tokens.resets(token))) return false;
    const passwordHash = await hashPassword(newPassword);
    return this.transactions.run(async (tx) => {
      const personId = await this.tokens.useReset(tx, token);
      if (personId === null) return false;
      await this.accounts.setPassword(tx, personId, passwordHash);
      await this.tokens.accountIsTheirs(tx, personId);
      return true;
    });
  }
}
