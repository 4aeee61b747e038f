import { Injectable } from '@nestjs/common';
import { Config } from '#libs/platform/config';
import { Reads, Transactions, type Tx } from '#libs/platform/database';
import { insertJobs } from '#libs/platform/jobs';
import { MAILED_ROWS, type MailKind } from './notice-kinds.ts';
import { isUnreachable } from './unreachable-addresses.ts';
import { inWords, type KeptWords, seenOf } from './titles.ts';

/** A mail whose turn it is, and what its reader may know now of what it is about. */
export interface DueMail {
  id: string;
  kind: MailKind;
  /** What it is about is in its key, where it is about neither a notice nor a discussion. */
  key: string;
  messageId: string;
  personId: string;
  threadId: string | null;
  /** Of an invitation to an address: then there is no person, and what it says is known to circles. */
  guestInvitationId: string | null;
  /** Null: it is not about one notice. */
  notice: {
    cause: string;
    title: string;
    unnamed: string | null;
    detail: string | null;
    url: string;
  } | null;
  /** It brings a link to verify an address: where they work, or null for the address of the account. Null: no link. */
  link: { id: string; workplace: string | null } | null;
  /** Of the notice: whether its reader may still read what it is about. */
  open: boolean;
  to: { name: string; address: string };
  /** It is about a discussion that is not open to the network: nothing of that goes into a mailbox. */
  withheld: boolean;
  /** Why it is not sent after all; null: it is. */
  against: string | null;
}

type DueRow = Omit<DueMail, 'notice' | 'to' | 'open' | 'link'> &
  KeptWords & {
    linkId: string | null;
    workplace: string | null;
    cause: string | null;
    detail: string | null;
    name: string;
    address: string;
  };

/** Who has taken it has so long to send it, before another does. Longer than the mail server may take. */
const HELD = `interval '5 minutes'`;
/** A mail is tried for three days: after 1, 2, 4 … minutes, then every two hours. */
const MOST_TRIES = 40;
const LONGEST_WAIT = 7_200;

/**
 * Mails that wait to be sent. The row is there before the first try, its Message-ID before anything is sent, and it is
 * marked after the server has taken it: so a crash between the two sends it again, under the same Message-ID.
 */
@Injectable()
export class MailOutbox {
  constructor(
    private readonly reads: Reads,
    private readonly transactions: Transactions,
    private readonly config: Config,
  ) {}

  /** Mails that no notice makes, about discussions or with a link (`<kind>:<id of the link>`). In the transaction of what causes them; of one key there is one. */
  async add(
    tx: Tx,
    mails: readonly { personId: string; kind: MailKind; key: string; threadId: string | null }[],
  ): Promise<void> {
    if (mails.length === 0) return;
    await tx.query(
      `WITH mailed AS (
         INSERT INTO mails (person_id, kind, key, thread_id)
         SELECT m.* FROM unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[]) AS m (person_id, kind, key, thread_id)
           LEFT JOIN notice_choices c ON c.person_id = m.person_id AND c.kind = m.kind
          WHERE coalesce(c.by_mail, true)
         ON CONFLICT (key) DO NOTHING RETURNING id)
       ${SEND_SOON}`,
      [
        mails.map(({ personId }) => personId),
        mails.map(({ kind }) => kind),
        mails.map(({ key }) => key),
        mails.map(({ threadId }) => threadId),
      ],
    );
  }

  /** To an address that may be nobody's here, of an invitation to a circle. In the transaction of what causes it. */
  async addToGuest(tx: Tx, invitationId: string): Promise<void> {
    await tx.query(
      `WITH mailed AS (
         INSERT INTO mails (kind, key, guest_invitation_id) VALUES ('circle', 'guest-invitation:' || $1, $1::uuid)
         ON CONFLICT (key) DO NOTHING RETURNING id)
       ${SEND_SOON}`,
      [invitationId],
    );
  }

  /** Takes the one that is due the longest; null: none is. Nobody else takes it for five minutes. */
  async next(): Promise<DueMail | null> {
    const host = new URL(this.config.publicUrl).hostname;
    const [taken] = await this.transactions.statement<{ id: string }>(
      `UPDATE mails SET tries = tries + 1, next_at = now() + ${HELD},
              message_id = coalesce(message_id, id || '@' || $1)
        WHERE id = (SELECT id FROM mails WHERE state = 'waiting' AND next_at <= now()
                     ORDER BY next_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING id`,
      [host],
    );
    if (!taken) return null;
    const row = await this.reads.row<DueRow>({
      name: 'mails.taken',
      text: `SELECT m.id, m.kind, m.key, m.message_id AS "messageId", m.person_id AS "personId", m.thread_id AS "threadId",
                    m.guest_invitation_id AS "guestInvitationId",
                    coalesce(CASE WHEN v.id IS NULL THEN p.name END, '') AS name,
                    coalesce(v.address, a.email, g.email) AS address, v.id AS "linkId", w.name AS workplace, n.cause, n.title, n.unnamed, n.detail, n.url,
                    s.title AS named, NULL AS replies,
                    coalesce(t.audience NOT IN ('public', 'network') OR t.confidential_until IS NOT NULL
                             OR n.about = 'circle' AND n.about_id NOT IN (SELECT id FROM circles
                                                                           WHERE visibility IN ('open', 'restricted')), false) AS withheld,
                    CASE WHEN coalesce(a.email, g.email) IS NULL THEN 'No address'
                         WHEN a.suspended_until > now() THEN 'Suspended'
                         WHEN ${isUnreachable('m.person_id')} THEN 'Address not reachable'
                         WHEN NOT coalesce(c.by_mail, true) THEN 'Not wanted any more'
                         WHEN n.read_at > n.created_at THEN 'Read already'
                         WHEN m.kind IN ('verify-email', 'reset-password') AND (v.id IS NULL OR v.used_at IS NOT NULL OR v.expires_at <= now())
                           THEN 'Not needed any more'
                         WHEN f.level = 'muted' AND m.kind <> 'moderation' THEN 'Discussion muted' END AS against
               FROM mails m LEFT JOIN people p ON p.id = m.person_id
               LEFT JOIN accounts a ON a.person_id = m.person_id
               LEFT JOIN circle_guest_invitations g ON g.id = m.guest_invitation_id
               LEFT JOIN notice_choices c ON c.person_id = m.person_id AND c.kind = m.kind
               LEFT JOIN thread_follows f ON f.person_id = m.person_id AND f.thread_id = m.thread_id
               LEFT JOIN notifications n ON n.id = m.notification_id
               LEFT JOIN threads t ON t.id = m.thread_id
               LEFT JOIN mail_tokens v ON v.id = CASE WHEN m.kind IN ('verify-email', 'reset-password') THEN split_part(m.key, ':', 2)::uuid END
               LEFT JOIN organisations w ON w.id = v.organisation_id
               LEFT JOIN LATERAL (${seenOf('n', 'p.reader_keys')}) AS s ON true
              WHERE m.id = $1`,
      values: [taken.id],
    });
    return row && asDue(row);
  }

  async sent(id: string): Promise<void> {
    await this.end(id, 'sent', null);
  }

  /** It is not sent, and never will be. */
  async drop(id: string, why: string): Promise<void> {
    await this.end(id, 'dropped', why);
  }

  /** The mail server refused it for good. It is kept, and can be tried again by an administrator. `cameBack`: the status. */
  async dead(id: string, why: string, cameBack: string | null): Promise<void> {
    await this.end(id, 'dead', why, cameBack);
  }

  /** It was not taken this time: later, each time after longer; after three days it is dead. */
  async later(id: string, why: string): Promise<void> {
    await this.transactions.statement(
      `UPDATE mails SET why = $2,
              next_at = now() + make_interval(secs => least(${LONGEST_WAIT}, 60 * 2 ^ least(tries - 1, 10))),
              state = CASE WHEN tries >= ${MOST_TRIES} THEN 'dead' ELSE state END,
              ended_at = CASE WHEN tries >= ${MOST_TRIES} THEN now() END
        WHERE id = $1 AND state = 'waiting'`,
      [id, why],
    );
  }

  private async end(id: string, state: string, why: string | null, cameBack: string | null = null): Promise<void> {
    await this.transactions.statement(
      `UPDATE mails SET state = $2, why = $3, came_back = $4, ended_at = now() WHERE id = $1 AND state = 'waiting'`,
      [id, state, why, cameBack],
    );
  }
}

/** After `mailed`, the rows of mails that a statement has made: the job that sends what is due. */
const SEND_SOON = insertJobs('notifications.send-mail', {
  data: `'{}'::jsonb`,
  from: `(SELECT FROM mailed LIMIT 1) AS due`,
});

/** After `told`, the rows of notifications that a statement has made: their mails, as their readers chose. */
export const THEIR_MAILS = `
  mailed AS (
    INSERT INTO mails (person_id, kind, key, notification_id, thread_id, next_at)
    SELECT t.person_id, k.chosen, 'notice:' || t.id, t.id, CASE WHEN t.about = 'thread' THEN t.about_id END, now() + k.after
      FROM told t JOIN (VALUES ${MAILED_ROWS}) AS k (kind, chosen, after) ON k.kind = t.kind
      LEFT JOIN notice_choices c ON c.person_id = t.person_id AND c.kind = k.chosen
     WHERE coalesce(c.by_mail, true)
    ON CONFLICT (key) DO NOTHING RETURNING id)
  ${SEND_SOON}`;

/**
 * The mails of a statement that has made what they are about: rows of person_id, kind and key in `from`. In its WITH;
 * who wants none of a kind is not in `from`.
 */
export const mailsOf = (from: string): string => `
  mailed AS (
    INSERT INTO mails (person_id, kind, key) SELECT person_id, kind, key FROM ${from}
    ON CONFLICT (key) DO NOTHING RETURNING id),
  begun AS (${SEND_SOON})`;

function asDue({
  cause,
  detail,
  name,
  address,
  linkId,
  workplace,
  title,
  unnamed,
  named,
  url,
  replies,
  ...mail
}: DueRow): DueMail {
  const notice =
    cause === null ? null : { cause, detail, unnamed, ...inWords({ title, unnamed, named, url, replies }) };
  const link = linkId === null ? null : { id: linkId, workplace };
  return { ...mail, notice, link, open: unnamed === null || named !== null, to: { name, address } };
}

/** Has a mail sent that is due now. */
export const sendNow = (tx: Tx): Promise<unknown> => tx.query(`WITH mailed AS (SELECT 1 AS id) ${SEND_SOON}`);
