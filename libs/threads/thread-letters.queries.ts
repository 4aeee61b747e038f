import { Injectable } from '@nestjs/common';
import { Reads } from '#libs/platform/database';
import { shownNameOf } from './author.sql.ts';

/** What a mail may say of a discussion. */
export interface ThreadLetter {
  threadId: string;
  /** It is not open to the network: nothing of it goes into a mailbox, which others may read as well. */
  withheld: boolean;
  title: string;
  /** The post that the mail is about. */
  number: number;
  postId: string;
  body: string;
  lang: string;
  /** A first name, or the label of a mask. */
  by: string;
  /** How many answers its reader has not seen, at most 100; the post is the first of them. Null: it is about one post. */
  unread: number | null;
}

/** Of what a mail is about: one post, or all that its reader has not seen. */
export type LetterSubject = { postId: string } | { threadId: string; from: 'question' | 'unread' };

/** What is read when a mail is sent, by the rights of that moment. */
@Injectable()
export class ThreadLettersQueries {
  constructor(private readonly reads: Reads) {}

  /** Null: they may not read it, or there is nothing in it that they have not seen. */
  async letter(personId: string, subject: LetterSubject): Promise<ThreadLetter | null> {
    const row = await this.reads.row<ThreadLetter>(
      'postId' in subject
        ? {
            name: 'thread-letters.post',
            text: `SELECT ${COLUMNS}, NULL::int AS unread FROM ${READABLE}
                     JOIN posts p ON p.thread_id = t.id AND p.id = $2 ${UNSEEN}
                     JOIN people a ON a.id = p.author_id`,
            values: [personId, subject.postId],
          }
        : subject.from === 'question'
          ? {
              name: 'thread-letters.question',
              text: `SELECT ${COLUMNS}, NULL::int AS unread FROM ${READABLE}
                       JOIN posts p ON p.thread_id = t.id AND p.number = 1 AND p.hidden_at IS NULL
                       JOIN people a ON a.id = p.author_id
                      WHERE t.id = $2 AND t.locked_at IS NULL
                        AND NOT EXISTS (SELECT FROM posts o WHERE o.thread_id = t.id AND o.author_id = r.id)
                        AND EXISTS (SELECT FROM answer_invitations i WHERE i.thread_id = t.id AND i.person_id = r.id
                                      AND i.declined_at IS NULL AND i.expires_at > now())`,
              values: [personId, subject.threadId],
            }
          : {
              name: 'thread-letters.unread',
              text: `SELECT ${COLUMNS}, (SELECT count(*)::int FROM (
                              SELECT FROM posts o WHERE o.thread_id = t.id AND o.number >= p.number
                                 AND o.hidden_at IS NULL AND o.author_id <> r.id LIMIT 100) AS u) AS unread
                       FROM ${READABLE}
                       JOIN LATERAL (SELECT p.* FROM posts p WHERE p.thread_id = t.id ${UNSEEN}
                                      ORDER BY p.number LIMIT 1) AS p ON true
                       JOIN people a ON a.id = p.author_id
                      WHERE t.id = $2`,
              values: [personId, subject.threadId],
            },
    );
    return row ?? null;
  }
}

/** Of the reader r and the thread t, which they may read now. */
const READABLE = `people r JOIN threads t ON r.id = $1 AND t.visible_to && r.reader_keys
  LEFT JOIN thread_reads seen ON seen.person_id = r.id AND seen.thread_id = t.id`;
const UNSEEN = `AND p.number > coalesce(seen.read_number, 0) AND p.hidden_at IS NULL AND p.author_id <> r.id`;
const COLUMNS = `
  t.id AS "threadId", t.title, p.number, p.id AS "postId", p.body, p.lang, ${shownNameOf({ by: 'a', of: 'p' })} AS by,
  t.audience NOT IN ('public', 'network') OR t.confidential_until IS NOT NULL AS withheld`;
