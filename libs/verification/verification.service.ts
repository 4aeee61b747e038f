import { Injectable } from '@nestjs/common';
import { MailOutbox } from '#libs/notifications';
import { Workplaces } from '#libs/organisations';
import { type Actor, MailTokens } from '#libs/people';
import { Transactions, type Tx } from '#libs/platform/database';
import { NotAllowed, Refused } from '#libs/platform/errors';
import { type Limit, RateLimits } from '#libs/platform/rate-limits';
import { type WorkAddressInput } from './verification.inputs.ts';

const BY_PERSON: Limit = { name: 'verify.person', most: 5, seconds: 3_600 };
/** Nobody's mailbox is filled, whoever asks. */
const BY_ADDRESS: Limit = { name: 'verify.address', most: 3, seconds: 86_400 };

@Injectable()
export class Verification {
  constructor(
    private readonly transactions: Transactions,
    private readonly tokens: MailTokens,
    private readonly workplaces: Workplaces,
    private readonly outbox: MailOutbox,
    private readonly limits: RateLimits,
  ) {}

  /**
   * Mails a link to a work address, in the transaction that makes it. Throws MembershipNotFound, Refused where the
   * organisation has no such domain, and TooMany.
   */
  async askByWorkAddress(actor: Actor, organisationId: string, { email }: WorkAddressInput): Promise<void> {
    mayWrite(actor);
    await this.limits.take(BY_PERSON, actor.personId);
    // Looked at first, so that what is refused does not count against somebody's mailbox.
    await this.transactions.run((tx) => this.workplaces.mustFit(tx, actor, organisationId, email));
    await this.limits.take(BY_ADDRESS, email);
    await this.transactions.run(async (tx) => {
      await this.workplaces.mustFit(tx, actor, organisationId, email);
      await this.send(tx, actor, organisationId, email);
    });
  }

  /** Mails a link to the address that the actor signs in with. */
  async askByAccount(actor: Actor): Promise<void> {
    mayWrite(actor);
    await this.limits.take(BY_PERSON, actor.personId);
    await this.transactions.run((tx) => this.send(tx, actor, null, null));
  }

  /**
   * The button of the page that a link leads to, pressed by who asked for it; works once. Returns what it confirmed: the
   * id of the organisation, or null for the address of the account. Throws NotFound and Refused.
   */
  confirm(actor: Actor, token: string): Promise<string | null> {
    return this.transactions.run(async (tx) => {
      mayWrite(actor);
      const link = await this.tokens.use(tx, actor, token);
      if (link === null || (link.organisationId !== null && link.address === null)) throw linkEnded();
      if (link.organisationId === null) await this.tokens.accountIsTheirs(tx, actor.personId);
      else await this.workplaces.confirmByAddress(tx, actor, link.organisationId, link.address!);
      return link.organisationId;
    });
  }

  private async send(tx: Tx, actor: Actor, organisationId: string | null, address: string | null): Promise<void> {
    const id = await this.tokens.issue(tx, actor, organisationId, address);
    await this.outbox.add(tx, [
      { personId: actor.personId, kind: 'verify-email', key: `verify-email:${id}`, threadId: null },
    ]);
  }
}

function mayWrite(actor: Actor): void {
  if (!actor.mayWrite) throw new NotAllowed('This token is for reading only.');
}

const linkEnded = (): Refused =>
  new Refused('people.link-ended', [
    { field: 'token', message: 'This link was used already or is too old. Ask for another' },
  ]);
