import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/people';
import { Reads } from '#libs/platform/database';
import { shownNameOf } from './author.sql.ts';
import { type Audience } from './thread.entity.ts';

/** A post that a moderator chose, as they look over what they chose. */
export interface ChosenPost {
  id: string;
  number: number;
  /** A first name, or the label of a mask. */
  name: string;
  /** Its beginning. */
  text: string;
  /** Replies beneath it. */
  beneath: number[] | null;
}

/** A discussion into which something may go. */
export interface TargetThread {
  id: string;
  title: string;
  kind: 'question' | 'discussion';
  audience: Audience;
  replyCount: number;
}

const MOST_TARGETS = 6;
const TARGET = `t.id, t.title, t.kind, t.audience, t.reply_count AS "replyCount"`;

/** Reads for those who move posts. */
@Injectable()
export class MovesQueries {
  constructor(private readonly reads: Reads) {}

  /** The posts with these numbers that stand in a thread which the actor may read. */
  chosen(actor: Actor, threadId: string, numbers: readonly number[]): Promise<ChosenPost[]> {
    return this.reads.rows({
      name: 'threads.chosen-posts',
      text: `SELECT p.id, p.number, ${shownNameOf({ by: 'a', of: 'p' })} AS name, left(p.body, 300) AS text,
                    (SELECT array_agg(r.number ORDER BY r.number) FROM posts r
                      WHERE r.reply_to_id = p.id AND r.thread_id = p.thread_id AND r.gone IS NULL) AS beneath
               FROM posts p JOIN people a ON a.id = p.author_id
               JOIN threads t ON t.id = p.thread_id AND t.visible_to && $3::text[]
              WHERE p.thread_id = $1 AND p.number = ANY ($2::int[]) AND p.gone IS NULL
              ORDER BY p.number`,
      values: [threadId, numbers, actor.keys],
    });
  }

  /** One that takes posts; null: there is none that the actor may read. */
  async target(actor: Actor, id: string): Promise<TargetThread | null> {
    const row = await this.reads.row<TargetThread>({
      name: 'threads.move-target',
      text: `SELECT ${TARGET} FROM threads t WHERE t.id = $1 AND t.visible_to && $2::text[]`,
      values: [id, actor.keys],
    });
    return row ?? null;
  }

  /** Those whose title holds all these words, other than `from`, the latest first. */
  targets(actor: Actor, from: string, words: string): Promise<TargetThread[]> {
    return this.reads.rows({
      name: 'threads.move-targets',
      text: `SELECT ${TARGET}
               FROM (SELECT * FROM threads ORDER BY last_post_at DESC LIMIT 20000) t
              WHERE t.id <> $2 AND t.merged_at IS NULL AND t.duplicate_of_id IS NULL AND t.hidden_at IS NULL
                AND t.visible_to && $1::text[]
                AND NOT EXISTS (SELECT FROM unnest(string_to_array(lower($3), ' ')) AS w (word)
                                 WHERE position(w.word IN lower(t.title)) = 0)
              ORDER BY lower(t.title) = lower($3) DESC, t.last_post_at DESC, t.id
              LIMIT ${MOST_TARGETS}`,
      values: [actor.keys, from, words.replace(/\s+/g, ' ').trim()],
    });
  }
}
