import { Injectable } from '@nestjs/common';
import { ANONYMOUS, MAY_BE_SEEN, type Reader } from '#libs/people';
import { Reads } from '#libs/platform/database';
import { ThreadNotFound } from './threads.errors.ts';

/** Somebody who has a thread open; null: nobody who is signed in. */
export interface OpenThread {
  readonly threadId: string;
  readonly personId: string | null;
}

/** Reads for those who have a thread open: how far it has come, who of them may still read it, who may be shown. */
@Injectable()
export class FollowersQueries {
  constructor(private readonly reads: Reads) {}

  /** The seq of the thread's newest event; throws ThreadNotFound. */
  async lastSeq(reader: Reader, threadId: string): Promise<number> {
    const row = await this.reads.row<{ lastSeq: number }>({
      name: 'threads.last-seq',
      text: `SELECT last_seq AS "lastSeq" FROM threads WHERE id = $1 AND visible_to && $2::text[]`,
      values: [threadId, reader.keys],
    });
    if (!row) throw ThreadNotFound();
    return row.lastSeq;
  }

  /** Of these, which may be read by that person now; in the same order. */
  async mayRead(open: readonly OpenThread[]): Promise<boolean[]> {
    const rows = await this.reads.rows<{ n: string }>({
      name: 'threads.may-read',
      text: `SELECT o.n FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS o (thread_id, person_id, n)
               LEFT JOIN people p ON p.id = o.person_id
               JOIN threads t ON t.id = o.thread_id AND t.visible_to && coalesce(p.reader_keys, $3::text[])`,
      values: [open.map(({ threadId }) => threadId), open.map(({ personId }) => personId), ANONYMOUS.keys],
    });
    const readable = new Set(rows.map(({ n }) => Number(n)));
    return open.map((_, i) => readable.has(i + 1));
  }

  /**
   * Of these people, those who may be seen with the thread open: who may read it, write there under no mask, and want
   * to be seen.
   */
  shown(threadId: string, personIds: readonly string[]): Promise<{ id: string; name: string }[]> {
    return this.reads.rows({
      name: 'threads.shown-followers',
      text: `SELECT p.id, p.name FROM people p JOIN threads t ON t.id = $1 AND t.visible_to && p.reader_keys
              WHERE p.id = ANY ($2::uuid[]) AND ${MAY_BE_SEEN('p.id')} AND (t.mask IS NULL OR t.author_id <> p.id)
                AND NOT EXISTS (SELECT FROM posts m WHERE m.thread_id = t.id AND m.author_id = p.id AND m.mask IS NOT NULL)
              ORDER BY p.id`,
      values: [threadId, personIds],
    });
  }
}
