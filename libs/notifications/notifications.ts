import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/people';
import { Transactions, type Tx } from '#libs/platform/database';
import { NotFound } from '#libs/platform/errors';
import { THEIR_MAILS } from './mail-outbox.ts';
import { MAILED_ROWS } from './notice-kinds.ts';
import { addressNow, seenOf } from './titles.ts';

export interface Notice {
  /** As `post-hidden`. */
  readonly kind: string;
  /** What makes it the same notice, as `post-hidden:<id>`: told once to one person. */
  readonly cause: string;
  /** `{title}` is the title of what it is about: looked up whenever the notice is read, never kept in it. */
  readonly title: string;
  /** Without it the title says nothing that its owner could lose the right to read. */
  readonly about?: {
    readonly kind: 'thread' | 'case-note' | 'guidance' | 'circle' | 'role-offer';
    readonly id: string;
    /** In place of `title` while its owner may not read that: the same without the title. */
    readonly unnamed: string;
  };
  readonly detail?: string;
  /** A path on this site. */
  readonly url: string;
}

/** Of replies in the discussion that it is about. */
interface ReplyNotice extends Notice {
  readonly personId: string;
  /** The number of the first of them. How many there are since is counted whenever the notice is read. Null: of one. */
  readonly firstPost: number | null;
}

@Injectable()
export class Notifications {
  constructor(private readonly transactions: Transactions) {}

  /**
   * Tells these people, in this transaction, and has the mail sent that goes with it; whoever was told of the same cause
   * before is not told again.
   */
  tell(tx: Tx, personIds: readonly string[], notice: Notice): Promise<void> {
    const notices = personIds.map((personId) => ({ ...notice, personId, firstPost: null }));
    return insert(tx, notices, 'DO NOTHING');
  }

  /**
   * Tells each person of replies, in one statement. One cause is one line in their inbox: while it waits it stays as it
   * is, so that a busy discussion costs no writes; once it was read, later replies make it new again.
   */
  tellOfReplies(tx: Tx, notices: readonly ReplyNotice[]): Promise<void> {
    return insert(
      tx,
      notices,
      `DO UPDATE SET first_post = excluded.first_post, url = excluded.url, created_at = now(), read_at = NULL
        WHERE notifications.read_at IS NOT NULL AND notifications.first_post < excluded.first_post`,
    );
  }

  /**
   * Tells somebody of what many may do one after the other: one line in their inbox while it waits, and new again with
   * the next once it was read.
   */
  tellOfMore(tx: Tx, personId: string, notice: Notice): Promise<void> {
    return insert(
      tx,
      [{ ...notice, personId, firstPost: null }],
      `DO UPDATE SET created_at = now(), read_at = NULL WHERE notifications.read_at IS NOT NULL`,
    );
  }

  /** One cause is one line that waits; once it was read, the next takes its place as new. Of the same thing never twice. */
  tellWhenRead(tx: Tx, notices: readonly (Notice & { personId: string })[]): Promise<void> {
    return insert(
      tx,
      notices.map((notice) => ({ ...notice, firstPost: null })),
      `DO UPDATE SET title = excluded.title, about_id = excluded.about_id, url = excluded.url, created_at = now(), read_at = NULL
        WHERE notifications.read_at IS NOT NULL AND notifications.about_id <> excluded.about_id`,
    );
  }

  /** They need not be told any more: it is read, and no mail of it goes. */
  async settle(tx: Tx, personId: string, causes: readonly string[]): Promise<void> {
    await tx.query(
      `UPDATE notifications SET read_at = now()
        WHERE person_id = $1 AND cause = ANY ($2::text[]) AND (read_at IS NULL OR read_at = created_at)`,
      [personId, causes],
    );
  }

  /** Takes back what somebody was told, read or not, with the mail that has not gone. */
  async untell(tx: Tx, personId: string, causes: readonly string[]): Promise<void> {
    await tx.query(`DELETE FROM notifications WHERE person_id = $1 AND cause = ANY ($2::text[])`, [personId, causes]);
  }

  /** Marks one's own as read, from the oldest to this one; all of them without an id. */
  async markRead(actor: Actor, upTo: string | null = null): Promise<void> {
    await this.transactions.run((tx) =>
      tx.query(
        `UPDATE notifications SET read_at = now()
          WHERE person_id = $1 AND read_at IS NULL
            AND ($2::uuid IS NULL
                 OR (created_at, id) <= (SELECT created_at, id FROM notifications WHERE id = $2 AND person_id = $1))`,
        [actor.personId, upTo],
      ),
    );
  }

  /** Marks one as read, and what was told before of the same discussion; returns where it leads. Throws NotFound, also for another's. */
  async open(actor: Actor, id: string): Promise<string> {
    return this.transactions.run(async (tx) => {
      const [rows] = await tx.query<[{ url: string; unnamed: string | null; named: string | null }[], number]>(
        `WITH others AS (${GROUP_READ})
         UPDATE notifications AS n SET read_at = coalesce(n.read_at, now()) WHERE n.id = $1 AND n.person_id = $2
         RETURNING n.url, n.unnamed, (SELECT s.title FROM (${seenOf('n', '$3::text[]')}) AS s) AS named`,
        [id, actor.personId, actor.keys],
      );
      if (!rows[0]) throw new NotFound('notifications.not-found', 'notification');
      return addressNow(rows[0]);
    });
  }
}

/** What was told of the same discussion until $1, which is marked apart; $2 whose. */
const GROUP_READ = `
  UPDATE notifications AS g SET read_at = now() FROM notifications AS n
   WHERE n.id = $1 AND n.person_id = $2 AND g.person_id = $2 AND g.read_at IS NULL AND g.id <> n.id
     AND g.about = 'thread' AND n.about = 'thread' AND g.about_id = n.about_id
     AND (g.created_at, g.id) < (n.created_at, n.id)`;

/**
 * The statement that marks what people were told of replies which they have seen by now, so that later ones are told
 * again. `seen` has rows of person_id, thread_id and number, that of the last post seen.
 */
export const repliesRead = (seen: string): string => `
  UPDATE notifications AS n SET read_at = now() FROM ${seen} AS s
   WHERE n.person_id = s.person_id AND n.read_at IS NULL AND n.kind = 'new-reply' AND n.about_id = s.thread_id
     AND coalesce(n.first_post, nullif(split_part(n.cause, ':', 3), '')::int) <= s.number`;

const ROWS = `unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::text[], $8::text[],
  $9::text[], $10::int[]) AS n (person_id, kind, cause, title, about, about_id, unnamed, detail, url, first_post)`;

async function insert(
  tx: Tx,
  notices: readonly (Notice & { personId: string; firstPost: number | null })[],
  whereToldBefore: string,
): Promise<void> {
  if (notices.length === 0) return;
  await tx.query(
    whereToldBefore === 'DO NOTHING'
      ? `WITH told AS (
           INSERT INTO notifications (person_id, kind, cause, title, about, about_id, unnamed, detail, url, first_post, read_at)
           SELECT n.*, (SELECT now() FROM notice_choices c JOIN (VALUES ${MAILED_ROWS}) AS k (kind, chosen, after)
                            ON k.kind = n.kind AND k.chosen = c.kind
                         WHERE c.person_id = n.person_id AND NOT c.in_inbox)
             FROM ${ROWS} ON CONFLICT (person_id, cause) DO NOTHING
           RETURNING id, person_id, kind, about, about_id),
         ${THEIR_MAILS}`
      : `INSERT INTO notifications (person_id, kind, cause, title, about, about_id, unnamed, detail, url, first_post)
         SELECT * FROM ${ROWS} ON CONFLICT (person_id, cause) ${whereToldBefore}`,
    [
      notices.map(({ personId }) => personId),
      notices.map(({ kind }) => kind),
      notices.map(({ cause }) => cause),
      notices.map(({ title }) => cut(title, 300)),
      notices.map(({ about }) => about?.kind ?? null),
      notices.map(({ about }) => about?.id ?? null),
      notices.map(({ about }) => about?.unnamed ?? null),
      notices.map(({ detail }) => (detail === undefined ? null : cut(detail, 2000))),
      notices.map(({ url }) => url),
      notices.map(({ firstPost }) => firstPost),
    ],
  );
}

/** No longer than the column; never half of a character. */
const cut = (text: string, most: number): string => text.slice(0, most).replace(/[\ud800-\udbff]$/, '');
