import { Injectable } from '@nestjs/common';
import { MailOutbox } from '#libs/notifications';
import { Transactions } from '#libs/platform/database';

const AT_ONCE = 500;

/** Whoever asked, and does not come back, is told by mail that there are answers. */
@Injectable()
export class UnreadAnswers {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: MailOutbox,
  ) {}

  /**
   * One mail for what lies unread for a day, however many answers there are; the next one only after they have read
   * those. Run by the clock; may be run again, and by several at once. Looks at what was answered within the last week,
   * so that a clock that stood still leaves nobody out.
   */
  mailDue(): Promise<number> {
    return this.transactions.run(async (tx) => {
      const due = await tx.query<{ threadId: string; personId: string; readTo: number }[]>(
        `SELECT t.id AS "threadId", t.author_id AS "personId", coalesce(seen.read_number, 0) AS "readTo"
           FROM threads t JOIN people a ON a.id = t.author_id AND a.reader_keys && t.visible_to
           LEFT JOIN thread_reads seen ON seen.thread_id = t.id AND seen.person_id = t.author_id
          WHERE t.last_post_at > now() - interval '7 days' AND t.kind = 'question' AND t.hidden_at IS NULL
            AND t.reply_count > 0
            AND NOT EXISTS (SELECT FROM mails m WHERE m.key = ${KEY})
            AND NOT EXISTS (SELECT FROM notice_choices c
                             WHERE c.person_id = t.author_id AND c.kind = 'answers' AND NOT c.by_mail)
            AND NOT EXISTS (SELECT FROM thread_follows f
                             WHERE f.thread_id = t.id AND f.person_id = t.author_id AND f.level = 'muted')
            AND EXISTS (SELECT FROM posts p
                         WHERE p.thread_id = t.id AND p.number > coalesce(seen.read_number, 0) AND p.hidden_at IS NULL
                           AND p.author_id <> t.author_id AND p.created_at <= now() - interval '24 hours')
          ORDER BY t.last_post_at LIMIT $1`,
        [AT_ONCE],
      );
      await this.outbox.add(
        tx,
        due.map(({ threadId, personId, readTo }) => ({
          personId,
          kind: 'answers',
          key: `answers:${threadId}:${readTo}`,
          threadId,
        })),
      );
      return due.length;
    });
  }
}

const KEY = `'answers:' || t.id || ':' || coalesce(seen.read_number, 0)`;
