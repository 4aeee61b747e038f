import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/people';
import { Transactions, type Tx } from '#libs/platform/database';
import { NotFound } from '#libs/platform/errors';

export interface Notice {
  /** As `post-hidden`. */
  readonly kind: string;
  /** What makes it the same notice, as `post-hidden:<id>`: told once to one person. */
  readonly cause: string;
  readonly title: string;
  readonly detail?: string;
  /** A path on this site. */
  readonly url: string;
}

@Injectable()
export class Notifications {
  constructor(private readonly transactions: Transactions) {}

  /** Tells these people, in this transaction; whoever was told of the same cause before is not told again. */
  tell(tx: Tx, personIds: readonly string[], notice: Notice): Promise<void> {
    return this.tellEach(
      tx,
      personIds.map((personId) => ({ ...notice, personId })),
    );
  }

  /** As tell(), each person their own. One statement, however many. */
  async tellEach(tx: Tx, notices: readonly (Notice & { personId: string })[]): Promise<void> {
    if (notices.length === 0) return;
    await tx.query(
      `INSERT INTO notifications (person_id, kind, cause, title, detail, url)
       SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
       ON CONFLICT DO NOTHING`,
      [
        notices.map(({ personId }) => personId),
        notices.map(({ kind }) => kind),
        notices.map(({ cause }) => cause),
        notices.map(({ title }) => cut(title, 300)),
        notices.map(({ detail }) => (detail === undefined ? null : cut(detail, 2000))),
        notices.map(({ url }) => url),
      ],
    );
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

  /** Marks one as read; returns where it leads. Throws NotFound, also for another's. */
  async open(actor: Actor, id: string): Promise<string> {
    return this.transactions.run(async (tx) => {
      const [rows] = await tx.query<[{ url: string }[], number]>(
        `UPDATE notifications SET read_at = coalesce(read_at, now()) WHERE id = $1 AND person_id = $2 RETURNING url`,
        [id, actor.personId],
      );
      if (!rows[0]) throw new NotFound('notifications.not-found', 'notification');
      return rows[0].url;
    });
  }
}

/** No longer than the column; never half of a character. */
const cut = (text: string, most: number): string => text.slice(0, most).replace(/[\ud800-\udbff]$/, '');
