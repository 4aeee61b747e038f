import { Injectable } from '@nestjs/common';
import { type Actor, withRole } from '#libs/people';
import { fromCursor, pageOf, Reads, Transactions, type Tx } from '#libs/platform/database';
import { DomainError, NotAllowed, NotFound } from '#libs/platform/errors';
import { Choice, Cursor, Whole } from '#libs/platform/inputs';
import { sendNow } from './mail-outbox.ts';
import { type MailKind } from './notice-kinds.ts';

export const MAIL_STATES = ['waiting', 'sent', 'dropped', 'dead'] as const;
export type MailState = (typeof MAIL_STATES)[number];

export class MailsInput {
  @Choice({ label: 'state', of: MAIL_STATES, optional: true })
  readonly state?: MailState;

  @Cursor()
  readonly after?: string;

  @Whole({ label: 'limit', min: 1, max: 100, optional: true })
  readonly limit: number = 20;
}

/**
 * What became of a mail: neither its words, nor what it is about, nor to whom it went. That somebody was told of replies to
 * their question would tell who asked it under a mask.
 */
export interface MailRow {
  id: string;
  kind: MailKind;
  state: MailState;
  tries: number;
  why: string | null;
  nextAt: Date;
  endedAt: Date | null;
  createdAt: Date;
}

export type MailCounts = Record<MailState, number>;

class MailNotDead extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'notifications.mail-not-dead';
  constructor() {
    super('This mail is not one that was given up: it is sent, dropped, or waits to be tried.');
  }
}

/** For administrators. */
@Injectable()
export class MailsQueries {
  constructor(
    private readonly reads: Reads,
    private readonly transactions: Transactions,
  ) {}

  /** Newest first. Throws NotAllowed. */
  list(actor: Actor, input: MailsInput): Promise<{ items: MailRow[]; next: string | null }> {
    withRole(actor, 'administrator');
    return listMails(this.reads, input);
  }

  /** How many there are of each state, at most 1,000 of one. Throws NotAllowed. */
  async counts(actor: Actor): Promise<MailCounts> {
    withRole(actor, 'administrator');
    const row = await this.reads.row<MailCounts>({
      name: 'mails.counts',
      text: `SELECT ${MAIL_STATES.map(
        (state) =>
          `(SELECT count(*)::int FROM (SELECT FROM mails WHERE state = '${state}' LIMIT 1000) AS m) AS ${state}`,
      ).join(', ')}`,
      values: [],
    });
    return row!;
  }

  /** Tries a dead one again, under the same Message-ID. Throws NotAllowed, NotFound, MailNotDead. */
  async retry(actor: Actor, id: string): Promise<void> {
    withRole(actor, 'administrator');
    if (!actor.mayWrite) throw new NotAllowed('This token is for reading only.');
    await this.transactions.run(async (tx) => {
      if ((await retryMails(tx, [id])).length > 0) return;
      const there = await tx.query<object[]>(`SELECT FROM mails WHERE id = $1`, [id]);
      throw there.length > 0 ? new MailNotDead() : new NotFound('notifications.no-such-mail', 'mail');
    });
  }
}

/** For who runs the platform, at its machine. */
@Injectable()
export class MailsOperator {
  constructor(
    private readonly reads: Reads,
    private readonly transactions: Transactions,
  ) {}

  /** Newest first. */
  list(input: MailsInput): Promise<{ items: MailRow[]; next: string | null }> {
    return listMails(this.reads, input);
  }

  /** Tries dead ones again, under the same Message-ID; all of them without ids. Returns which of them were dead. */
  retry(ids: readonly string[] | null): Promise<string[]> {
    return this.transactions.run((tx) => retryMails(tx, ids));
  }
}

async function listMails(
  reads: Reads,
  { state, after, limit }: MailsInput,
): Promise<{ items: MailRow[]; next: string | null }> {
  const [at = 'infinity', id = 'ffffffff-ffff-ffff-ffff-ffffffffffff'] = fromCursor(after, 'time', 'id') ?? [];
  const rows = await reads.rows<MailRow>({
    name: state === undefined ? 'mails.list' : 'mails.list-of-state',
    text: `SELECT m.id, m.kind, m.state, m.tries, m.why,
                  m.next_at AS "nextAt", m.ended_at AS "endedAt", m.created_at AS "createdAt"
             FROM mails m
            WHERE (m.created_at, m.id) < ($1::timestamptz, $2::uuid) ${state === undefined ? '' : 'AND m.state = $4'}
            ORDER BY m.created_at DESC, m.id DESC LIMIT $3`,
    values: [at, id, limit + 1, ...(state === undefined ? [] : [state])],
  });
  return pageOf(rows, limit, (row) => [row.createdAt.toISOString(), row.id]);
}

async function retryMails(tx: Tx, ids: readonly string[] | null): Promise<string[]> {
  const [rows] = await tx.query<[{ id: string }[], number]>(
    `UPDATE mails SET state = 'waiting', tries = 0, next_at = now(), ended_at = NULL, came_back = NULL
      WHERE state = 'dead' AND ($1::uuid[] IS NULL OR id = ANY ($1)) RETURNING id`,
    [ids],
  );
  if (rows.length > 0) await sendNow(tx);
  return rows.map(({ id }) => id);
}
