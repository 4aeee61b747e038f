import { Injectable } from '@nestjs/common';
import { Reads, Transactions } from '#libs/platform/database';
import { SignedAddresses } from '#libs/platform/mail';

/** Whose an address is, and what is answered there. */
export interface ReplyAddress {
  id: string;
  personId: string;
  name: string;
  email: string;
  suspended: boolean;
  /** Where the post is by now that is answered. */
  threadId: string;
  /** Null: the question. */
  replyTo: string | null;
  /** What they write there stands under a mask. */
  masked: boolean;
}

@Injectable()
export class ReplyAddresses {
  constructor(
    private readonly reads: Reads,
    private readonly transactions: Transactions,
    private readonly signed: SignedAddresses,
  ) {}

  /** Where a mail to this person about this post is answered, the same each time; null where mail is not taken. */
  async offer(
    personId: string,
    { threadId, postId, number }: { threadId: string; postId: string; number: number },
  ): Promise<string | null> {
    if (this.signed.addressOf('reply', personId) === null) return null;
    const [row] = await this.transactions.statement<{ id: string }>(
      `INSERT INTO reply_addresses (person_id, thread_id, post_id) VALUES ($1, $2, $3)
       ON CONFLICT (person_id, thread_id, post_id) DO UPDATE SET last_mailed_at = now() RETURNING id`,
      [personId, threadId, number === 1 ? null : postId],
    );
    return this.signed.addressOf('reply', row!.id);
  }

  /** Null: it is no longer in use. */
  async find(id: string): Promise<ReplyAddress | null> {
    const row = await this.reads.row<ReplyAddress>({
      name: 'reply-addresses.find',
      text: `SELECT r.id, r.person_id AS "personId", p.name, lower(a.email) AS email,
                    coalesce(a.suspended_until > now(), false) AS suspended,
                    t.id AS "threadId", o.id AS "replyTo", t.mask IS NOT NULL AND t.author_id = p.id AS masked
               FROM reply_addresses r JOIN people p ON p.id = r.person_id JOIN accounts a ON a.person_id = p.id
               LEFT JOIN posts o ON o.id = r.post_id
               JOIN threads t ON t.id = coalesce(o.thread_id, r.thread_id)
              WHERE r.id = $1`,
      values: [id],
    });
    return row;
  }
}
