import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { MailOutbox } from '#libs/notifications';
import {
  AccountsService,
  type Actor,
  type GuestAccountInput,
  hashPassword,
  hashToken,
  type Origin,
  type Reader,
} from '#libs/people';
import { Config } from '#libs/platform/config';
import { Reads, Transactions, type Tx } from '#libs/platform/database';
import { NotFound, Refused } from '#libs/platform/errors';
import { RateLimits } from '#libs/platform/rate-limits';
import { CIRCLE_LIMITS, type CircleKind, mostMembers, type Visibility } from './circle-kinds.ts';
import { CircleFull } from './circles.errors.ts';
import { type CircleGuestInput } from './circles.inputs.ts';
import { type CircleReceipt } from './circles.service.ts';
import { admit, COLUMNS, happened, type HeldCircle, holdToLead, lock } from './held-circle.ts';

/** Of one address: a token is never guessed, but pages that make accounts are not to be hammered. */
const TRIES = { name: 'guest-invitation.address', most: 60, seconds: 3_600 } as const;

const GuestInvitationNotFound = (): NotFound => new NotFound('circles.guest-invitation-not-found', 'invitation');

/** What an invitation by mail says to who has it. */
export interface GuestInvitation {
  id: string;
  email: string;
  circleId: string;
  name: string;
  purpose: string | null;
  kind: CircleKind;
  visibility: Visibility;
  /** Who invites, by name. */
  by: string;
  /** The address has an account: its password is asked for, and no name. */
  hasAccount: boolean;
  /** The reader is signed in to that account. */
  isReader: boolean;
}

/** Where the mail leads, and what it may say. */
export interface GuestLetter {
  token: string;
  /** Null: few may know of the circle. */
  circle: { name: string; by: string } | null;
}

/**
 * Guests: people who are invited to one circle by mail, and need no place in the network for it. They read that circle, and
 * of everything else what everybody does.
 */
@Injectable()
export class CircleGuests {
  constructor(
    private readonly transactions: Transactions,
    private readonly reads: Reads,
    private readonly accounts: AccountsService,
    private readonly outbox: MailOutbox,
    private readonly limits: RateLimits,
    private readonly config: Config,
  ) {}

  /**
   * Sends an invitation, whoever has the address: the answer does not tell whether somebody here does. Who was invited and
   * has not answered is not sent another. Throws CircleNotFound, NotFacilitator, CircleFull, and Refused beyond the limits.
   */
  invite(actor: Actor, id: string, { email }: CircleGuestInput): Promise<CircleReceipt> {
    return this.transactions.run(async (tx) => {
      const circle = await holdToLead(tx, actor, id);
      if (circle.members >= mostMembers(circle.kind)) throw new CircleFull(mostMembers(circle.kind));
      const [before] = await tx.query<{ id: string | null; today: number; toThem: number }[]>(
        `SELECT (SELECT id FROM circle_guest_invitations WHERE circle_id = $1 AND email = $2 AND state = 'open') AS id,
                (SELECT count(*)::int FROM circle_guest_invitations
                  WHERE invited_by = $3 AND created_at > now() - interval '1 day') AS today,
                (SELECT count(*)::int FROM circle_guest_invitations WHERE email = $2 AND state = 'open') AS "toThem"`,
        [id, email, actor.personId],
      );
      if (before!.id !== null) return { id: before!.id };
      if (before!.today >= CIRCLE_LIMITS.guestsADay) {
        throw tooMany(`You invited ${CIRCLE_LIMITS.guestsADay} people by mail today. Go on tomorrow`);
      }
      if (before!.toThem >= CIRCLE_LIMITS.invitationsToOne) {
        throw tooMany('This address has invitations that wait for an answer. Ask them to look for those first');
      }
      const [{ fresh }] = (await tx.query<[{ fresh: string }]>(`SELECT gen_random_uuid() AS fresh`)) as [
        { fresh: string },
      ];
      await tx.query(
        `INSERT INTO circle_guest_invitations (id, circle_id, email, token_hash, invited_by, expires_at)
         VALUES ($1, $2, $3, $4, $5, now() + make_interval(days => $6))`,
        [fresh, id, email, hashToken(this.tokenOf(fresh)), actor.personId, CIRCLE_LIMITS.guestDays],
      );
      await this.outbox.addToGuest(tx, fresh);
      await happened(tx, id, 'guest-invited', { actorId: actor.personId });
      return { id: fresh };
    });
  }

  /** A facilitator takes it back: the link in the mail opens nothing any more, and the address is forgotten. */
  withdraw(actor: Actor, id: string, invitationId: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      await holdToLead(tx, actor, id);
      const [rows] = await tx.query<[object[], number]>(
        `UPDATE circle_guest_invitations
            SET state = CASE state WHEN 'open' THEN 'withdrawn' ELSE state END, email = NULL, answered_at = coalesce(answered_at, now())
          WHERE id = $1 AND circle_id = $2 RETURNING id`,
        [invitationId, id],
      );
      if (rows.length === 0) throw GuestInvitationNotFound();
    });
  }

  /** For who has the link of the mail. Throws GuestInvitationNotFound, also when it was answered, taken back or is too old. */
  async invitation(reader: Reader, token: string): Promise<GuestInvitation> {
    const row = await this.reads.row<GuestInvitation>({
      name: 'circles.guest-invitation',
      text: `SELECT ${INVITATION}, a.person_id IS NOT NULL AS "hasAccount",
                    coalesce(a.person_id = $2::uuid, false) AS "isReader" ${FROM_INVITATION}
               LEFT JOIN accounts a ON a.email = g.email WHERE g.token_hash = $1`,
      values: [hashToken(token), reader.personId],
    });
    if (!row) throw GuestInvitationNotFound();
    return row;
  }

  /**
   * Says yes: with a name and a password for a new account, or the password of the one that the address has, or nothing but
   * being signed in to it. Returns the circle and who joined. Throws GuestInvitationNotFound, CircleFull, SignInRefused,
   * AccountSuspended, TooMany.
   */
  async accept(
    reader: Reader,
    token: string,
    input: GuestAccountInput,
    origin: Origin,
  ): Promise<{ circleId: string; personId: string }> {
    await this.limits.take(TRIES, origin.address);
    const { email, hasAccount, isReader } = await this.invitation(reader, token);
    const existing = isReader
      ? reader.personId!
      : hasAccount
        ? (await this.accounts.check({ email, password: input.password ?? '' }, origin)).personId
        : null;
    if (existing === null && (input.name === undefined || input.password === undefined)) throw incomplete(input);
    const passwordHash = existing === null ? await hashPassword(input.password!) : '';
    return this.transactions.run(async (tx) => {
      const { id, circleId } = await open(tx, token);
      const personId =
        existing ??
        (await this.accounts.addGuest(tx, {
          email,
          passwordHash,
          name: input.name!,
          practitionerRole: input.practitionerRole ?? 'member_of_public',
        }));
      // Somebody has signed up with the address meanwhile: the page asks for their password then.
      if (personId === null) throw tooLate();
      const [circle] = await tx.query<HeldCircle[]>(`SELECT ${COLUMNS} FROM circles c WHERE c.id = $1`, [circleId]);
      await admit(tx, circle!, personId, null);
      await tx.query(
        `UPDATE circle_guest_invitations SET state = 'accepted', email = NULL, person_id = $2, answered_at = now() WHERE id = $1`,
        [id, personId],
      );
      return { circleId, personId };
    });
  }

  /** No, thank you: by who has the link. The address is forgotten. Said again it is so already. */
  async decline(token: string): Promise<void> {
    await this.transactions.statement(
      `UPDATE circle_guest_invitations SET state = 'declined', email = NULL, answered_at = now()
        WHERE token_hash = $1 AND state = 'open'`,
      [hashToken(token)],
    );
  }

  /** For the mail, as it is sent. Null: it is not to be sent any more. */
  async letter(id: string): Promise<GuestLetter | null> {
    const row = await this.reads.row<GuestInvitation>({
      name: 'circles.guest-letter',
      text: `SELECT ${INVITATION} ${FROM_INVITATION} WHERE g.id = $1`,
      values: [id],
    });
    if (!row) return null;
    const { name, by, visibility } = row;
    const isKnown = visibility === 'open' || visibility === 'restricted';
    return { token: this.tokenOf(id), circle: isKnown ? { name, by } : null };
  }

  /** Of a random id, by our own secret: so the table alone opens nothing, and nothing that opens it is kept. */
  private tokenOf(id: string): string {
    return createHmac('sha256', this.config.signingSecret).update(`guest-invitation:${id}`).digest('base64url');
  }
}

const INVITATION = `
  g.id, g.email, c.id AS "circleId", c.name, c.purpose, c.kind, c.visibility, b.name AS by`;
const FROM_INVITATION = `
  FROM (SELECT * FROM circle_guest_invitations WHERE state = 'open' AND expires_at > now()) AS g
  JOIN circles c ON c.id = g.circle_id JOIN people b ON b.id = g.invited_by`;

/** The circle first, as everywhere, then whether the invitation still stands. */
async function open(tx: Tx, token: string): Promise<{ id: string; circleId: string }> {
  const read = `SELECT id, circle_id AS "circleId" FROM circle_guest_invitations
                 WHERE token_hash = $1 AND state = 'open' AND expires_at > now()`;
  const [before] = await tx.query<{ id: string; circleId: string }[]>(read, [hashToken(token)]);
  if (!before) throw GuestInvitationNotFound();
  await lock(tx, before.circleId);
  const [invitation] = await tx.query<{ id: string; circleId: string }[]>(`${read} FOR UPDATE`, [hashToken(token)]);
  if (!invitation) throw GuestInvitationNotFound();
  return invitation;
}

const tooMany = (message: string): Refused =>
  new Refused('circles.too-many-invitations', [{ field: 'email', message }]);

const incomplete = ({ name }: GuestAccountInput): Refused =>
  new Refused('circles.guest-incomplete', [
    name === undefined
      ? { field: 'name', message: 'Enter the name that the members of this circle will see' }
      : { field: 'password', message: 'Choose a password' },
  ]);

const tooLate = (): Refused =>
  new Refused('people.address-taken', [
    { field: 'password', message: 'This address has an account by now. Enter its password' },
  ]);
