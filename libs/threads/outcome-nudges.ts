import { Injectable } from '@nestjs/common';
import { Notifications } from '#libs/notifications';
import { Transactions } from '#libs/platform/database';

const ASKED_AT_ONCE = 500;

/** Asks the asker, once, what came of the answers. */
@Injectable()
export class OutcomeNudges {
  constructor(
    private readonly transactions: Transactions,
    private readonly notifications: Notifications,
  ) {}

  /**
   * Asks of each question that is 30 days old, has answers, and of which the asker has neither accepted nor tried one.
   * Not while people still talk (a week since the last post), not after half a year, not of what is closed or hidden, and
   * nobody who is suspended or may no longer read it. Run by the clock; may be run again, and by several at once.
   */
  askDue(): Promise<number> {
    return this.transactions.run(async (tx) => {
      const [due] = await tx.query<[{ id: string; authorId: string; open: boolean }[], number]>(
        `UPDATE threads t SET outcome_asked_at = now()
           FROM (SELECT t.id,
                        NOT EXISTS (SELECT FROM post_tries r JOIN posts p ON p.id = r.post_id
                                     WHERE p.thread_id = t.id AND r.person_id = t.author_id)
                        AND NOT EXISTS (SELECT FROM accounts a
                                         WHERE a.person_id = t.author_id AND a.suspended_until > now())
                        AND NOT EXISTS (SELECT FROM thread_follows m
                                         WHERE m.thread_id = t.id AND m.person_id = t.author_id AND m.level = 'muted')
                        AND a.reader_keys && t.visible_to AS open
                   FROM threads t JOIN people a ON a.id = t.author_id
                  WHERE t.outcome_asked_at IS NULL AND t.accepted_count = 0 AND t.reply_count > 0
                    AND t.kind = 'question' AND t.locked_at IS NULL AND t.hidden_at IS NULL
                    AND t.last_post_at > now() - interval '180 days' AND t.last_post_at <= now() - interval '7 days'
                    AND t.created_at <= now() - interval '30 days'
                    AND EXISTS (SELECT FROM posts p
                                 WHERE p.thread_id = t.id AND p.number > 1 AND p.reply_to_id IS NULL
                                   AND p.hidden_at IS NULL AND p.author_id <> t.author_id)
                  ORDER BY t.last_post_at LIMIT $1 FOR UPDATE OF t SKIP LOCKED) AS due
          WHERE t.id = due.id
         RETURNING t.id, t.author_id AS "authorId", due.open`,
        [ASKED_AT_ONCE],
      );
      for (const { id, authorId, open } of due) {
        if (!open) continue;
        await this.notifications.tell(tx, [authorId], {
          kind: 'what-happened',
          cause: `what-happened:${id}`,
          title: 'What came of it? {title}',
          about: { kind: 'thread', id, unnamed: 'What came of the answers to your question?' },
          detail: 'Say whether an answer worked for you, or accept it. Others in your place will read it.',
          url: `/threads/${id}/outcome`,
        });
      }
      return due.length;
    });
  }
}
