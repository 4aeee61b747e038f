import { Injectable } from '@nestjs/common';
import { MailOutbox } from '#libs/notifications';
import { Reads, Transactions } from '#libs/platform/database';

/** What became of a mail, for who wrote it. */
export interface ReturnedMail {
  /** Of the mail that they sent. */
  messageId: string;
  posted: boolean;
  /** Sentences: why it was not posted, or what of it. */
  said: readonly string[];
  /** What they wrote, where it was not posted. */
  returned: string | null;
}

interface Outcome {
  addressId: string;
  personId: string;
  messageId: string;
  postId: string | null;
  said: readonly string[];
  returned: string | null;
}

const KEY = 'reply-returned:';

/** What became of the mails that came. Who wrote one is told by mail where there is something to say. */
@Injectable()
export class ReturnedMails {
  constructor(
    private readonly reads: Reads,
    private readonly transactions: Transactions,
    private readonly outbox: MailOutbox,
  ) {}

  /** Whether this mail came before, and all that follows from it was done. */
  async isKnown(addressId: string, messageId: string): Promise<boolean> {
    const row = await this.reads.row<{ id: string }>({
      name: 'received-mails.known',
      text: `SELECT id FROM received_mails WHERE address_id = $1 AND message_id = $2`,
      values: [addressId, messageId],
    });
    return row !== null;
  }

  /** Kept with the mail that tells of it, or not at all; the second time nothing happens. */
  keep({ addressId, personId, messageId, postId, said, returned }: Outcome): Promise<void> {
    return this.transactions.run(async (tx) => {
      const [row] = await tx.query<{ id: string }[]>(
        `INSERT INTO received_mails (address_id, message_id, post_id, said, returned) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (address_id, message_id) DO NOTHING RETURNING id`,
        [addressId, messageId, postId, said.length === 0 ? null : said, said.length === 0 ? null : returned],
      );
      if (!row || said.length === 0) return;
      await this.outbox.add(tx, [{ personId, kind: 'reply-returned', key: `${KEY}${row.id}`, threadId: null }]);
    });
  }

  /** What the mail of this key tells of; null: it has been told. */
  async toTell(key: string): Promise<ReturnedMail | null> {
    const row = await this.reads.row<ReturnedMail>({
      name: 'received-mails.to-tell',
      text: `SELECT message_id AS "messageId", post_id IS NOT NULL AS posted, said, returned
               FROM received_mails WHERE id = $1 AND said IS NOT NULL`,
      values: [key.slice(KEY.length)],
    });
    return row;
  }

  /** What they wrote is with them again: it is kept no longer. */
  async told(key: string): Promise<void> {
    await this.transactions.statement(`UPDATE received_mails SET returned = NULL WHERE id = $1`, [
      key.slice(KEY.length),
    ]);
  }
}
