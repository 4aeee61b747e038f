import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/people';
import { Transactions, type Tx } from '#libs/platform/database';

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
  async tell(tx: Tx, personIds: readonly string[], { kind, cause, title, detail, url }: Notice): Promise<void> {
    if (personIds.length === 0) return;
    await tx.query(
      `INSERT INTO notifications (person_id, kind, cause, title, detail, url)
       SELECT id, $2, $3, $4, $5, $6 FROM unnest($1::uuid[]) AS id ON CONFLICT DO NOTHING`,
      [personIds, kind, cause, title.slice(0, 300), detail?.slice(0, 2000) ?? null, url],
    );
  }

  /** Marks all as read, up to now. */
  async markAllRead(actor: Actor): Promise<void> {
    await this.transactions.run((tx) =>
      tx.query(`UPDATE notifications SET read_at = now() WHERE person_id = $1 AND read_at IS NULL`, [actor.personId]),
    );
  }
}
