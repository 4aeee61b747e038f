import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/people';
import { Config } from '#libs/platform/config';
import { Reads, Transactions, type Tx } from '#libs/platform/database';
import { NotAllowed, NotFound } from '#libs/platform/errors';
import { Choice, Flag } from '#libs/platform/inputs';
import {
  digestChoiceOf,
  DIGEST_RHYTHMS,
  type DigestRhythm,
  isoWeekday,
  type Weekday,
  WEEKDAYS,
} from './digest-choice.ts';
import { BOXED_KINDS, CHOSEN_IN_INBOX, NOTICE_KINDS, type NoticeKind } from './notice-kinds.ts';

/** What a box that is not ticked leaves out is no. */
export class NoticeChoicesInput {
  @Flag({ label: 'mentionInbox', optional: true })
  readonly mentionInbox: boolean = false;
  @Flag({ label: 'mentionMail', optional: true })
  readonly mentionMail: boolean = false;
  @Flag({ label: 'answersMail', optional: true })
  readonly answersMail: boolean = false;
  @Flag({ label: 'invitationInbox', optional: true })
  readonly invitationInbox: boolean = false;
  @Flag({ label: 'invitationMail', optional: true })
  readonly invitationMail: boolean = false;
  @Flag({ label: 'introductionInbox', optional: true })
  readonly introductionInbox: boolean = false;
  @Flag({ label: 'introductionMail', optional: true })
  readonly introductionMail: boolean = false;
  @Flag({ label: 'moderationMail', optional: true })
  readonly moderationMail: boolean = false;
  @Flag({ label: 'circleInbox', optional: true })
  readonly circleInbox: boolean = false;
  @Flag({ label: 'circleMail', optional: true })
  readonly circleMail: boolean = false;
  /** Absent, it stays as it is; so does the day. */
  @Choice({ label: 'How often', of: DIGEST_RHYTHMS, optional: true })
  readonly digest?: DigestRhythm;
  @Choice({ label: 'Day', of: WEEKDAYS, optional: true })
  readonly digestDay?: Weekday;
}

export interface NoticeChoice {
  kind: NoticeKind;
  inInbox: boolean;
  byMail: boolean;
  /** Of the digest; null: never chosen. */
  every: 'day' | 'week' | null;
  weekday: number | null;
}

const LinkNotFound = (): NotFound => new NotFound('notifications.no-such-link', 'link');

/** What people want to be told, and where. */
@Injectable()
export class NoticeChoices {
  constructor(
    private readonly reads: Reads,
    private readonly transactions: Transactions,
    private readonly config: Config,
  ) {}

  /** In the order of NOTICE_KINDS; what was never chosen is as for most. */
  async of(personId: string): Promise<NoticeChoice[]> {
    const rows = await this.reads.rows<NoticeChoice>({
      name: 'notice-choices.of',
      text: `SELECT k.kind, coalesce(c.in_inbox, true) AS "inInbox", coalesce(c.by_mail, true) AS "byMail",
                    c.every, c.weekday
               FROM unnest($2::text[]) WITH ORDINALITY AS k (kind, n)
               LEFT JOIN notice_choices c ON c.person_id = $1 AND c.kind = k.kind ORDER BY k.n`,
      values: [personId, NOTICE_KINDS],
    });
    return rows;
  }

  /** All of them at once. It counts for what comes from now on, and for mails that have not been sent. */
  async set(actor: Actor, input: NoticeChoicesInput): Promise<void> {
    if (!actor.mayWrite) throw new NotAllowed('This token is for reading only.');
    const fields = { ...input } as Record<string, unknown>;
    await this.transactions.run(async (tx) => {
      await tx.query(
        `INSERT INTO notice_choices (person_id, kind, in_inbox, by_mail)
         SELECT $1, * FROM unnest($2::text[], $3::boolean[], $4::boolean[])
         ON CONFLICT (person_id, kind) DO UPDATE
           SET in_inbox = excluded.in_inbox, by_mail = excluded.by_mail, updated_at = now()`,
        [
          actor.personId,
          BOXED_KINDS,
          BOXED_KINDS.map((kind) => !CHOSEN_IN_INBOX.includes(kind) || fields[`${kind}Inbox`] === true),
          BOXED_KINDS.map((kind) => fields[`${kind}Mail`] === true),
        ],
      );
      await setDigest(tx, actor.personId, input);
    });
  }

  /** Where mails of a kind are ended by who has the mail, without signing in. */
  stopAddress(personId: string, kind: NoticeKind): string {
    return `${this.config.publicUrl}/mail/stop/${this.tokenOf(personId, kind)}`;
  }

  /** What an address of ours ends. Throws NotFound for one that we never made. */
  stopped(token: string): { personId: string; kind: NoticeKind } {
    const [personId = '', kind = ''] = token.split('.');
    const known = NOTICE_KINDS.find((one) => one === kind);
    if (known === undefined) throw LinkNotFound();
    const [given, ours] = [Buffer.from(token), Buffer.from(this.tokenOf(personId, known))];
    if (given.length !== ours.length || !timingSafeEqual(given, ours)) throw LinkNotFound();
    return { personId, kind: known };
  }

  /** Ends mails of that kind, or of all kinds. Said twice it is so once. */
  async stop(token: string, all: boolean): Promise<void> {
    const { personId, kind } = this.stopped(token);
    await this.transactions.run((tx) =>
      tx.query(
        `INSERT INTO notice_choices (person_id, kind, by_mail)
         SELECT p.id, k, false FROM people p, unnest($2::text[]) AS k WHERE p.id = $1
         ON CONFLICT (person_id, kind) DO UPDATE SET by_mail = false, updated_at = now()`,
        [personId, all ? NOTICE_KINDS : [kind]],
      ),
    );
  }

  private tokenOf(personId: string, kind: NoticeKind): string {
    const said = `${personId}.${kind}`;
    const signature = createHmac('sha256', this.config.signingSecret).update(`stop-mail:${said}`).digest('base64url');
    return `${said}.${signature}`;
  }
}

/**
 * A row that says the same already keeps its moment: a digest goes by what was chosen before it was due. The mail of a
 * quarter is for who has no other digest, so it ends with `off` alone.
 */
async function setDigest(tx: Tx, personId: string, { digest, digestDay }: NoticeChoicesInput): Promise<void> {
  if (digest === undefined && digestDay === undefined) return;
  const rows = await tx.query<NoticeChoice[]>(
    `SELECT kind, by_mail AS "byMail", every, weekday FROM notice_choices WHERE person_id = $1`,
    [personId],
  );
  const before = digestChoiceOf(rows);
  const chosen = { digest: digest ?? before.digest, digestDay: digestDay ?? before.digestDay };
  await tx.query(
    `INSERT INTO notice_choices AS c (person_id, kind, by_mail, every, weekday)
     VALUES ($1, 'digest', $2, $3, $4), ($1, 'watches', $5, NULL, NULL)
     ON CONFLICT (person_id, kind) DO UPDATE
       SET by_mail = excluded.by_mail, every = excluded.every, weekday = excluded.weekday, updated_at = now()
     WHERE (c.by_mail, c.every, c.weekday) IS DISTINCT FROM (excluded.by_mail, excluded.every, excluded.weekday)`,
    [
      personId,
      chosen.digest === 'daily' || chosen.digest === 'weekly',
      chosen.digest === 'daily' ? 'day' : 'week',
      isoWeekday(chosen.digestDay),
      chosen.digest !== 'off',
    ],
  );
}
