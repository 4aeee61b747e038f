import { Injectable } from '@nestjs/common';
import { type Actor, type Reader } from '#libs/people';
import { fromCursor, pageOf, Reads } from '#libs/platform/database';
import { Cursor, Whole } from '#libs/platform/inputs';
import { LAST_UUID, threadColumns, type ThreadRow } from './threads.queries.ts';

export class FollowsInput {
  @Cursor()
  readonly after?: string;

  @Whole({ label: 'limit', min: 1, max: 100, optional: true })
  readonly limit: number = 20;
}

/** Something that a person gave to others, as a line that leads to it. */
export interface Contribution {
  kind: 'question' | 'answer' | 'case-note';
  /** Of the thread or the case note. */
  id: string;
  title: string;
  at: Date;
  fictional: boolean;
  /** Of the answer in its thread, else null. */
  postNumber: number | null;
  /** The asker said that this answer helped; of a question, that it has such an answer. */
  accepted: boolean;
  /** Asked under a mask: in nobody's list but their own. */
  masked: boolean;
}

/** What one person takes part in. */
@Injectable()
export class ParticipationQueries {
  constructor(private readonly reads: Reads) {}

  /** The threads that the actor follows and may read, latest followed first. */
  async followed(actor: Actor, { after, limit }: FollowsInput): Promise<{ items: ThreadRow[]; next: string | null }> {
    const [at = 'infinity', id = LAST_UUID] = fromCursor(after, 'time', 'id') ?? [];
    const rows = await this.reads.rows<ThreadRow & { followedAt: Date }>({
      name: 'threads.followed',
      text: `SELECT ${threadColumns('$1')}, f.at AS "followedAt"
               FROM thread_follows f
               JOIN threads t ON t.id = f.thread_id AND t.visible_to && $2::text[] AND t.merged_at IS NULL
               JOIN people a ON a.id = t.author_id
              WHERE f.person_id = $1 AND f.level IN ('every', 'first') AND (f.at, f.thread_id) < ($3::timestamptz, $4::uuid)
              ORDER BY f.at DESC, f.thread_id DESC
              LIMIT $5`,
      values: [actor.personId, actor.keys, at, id, limit + 1],
    });
    const { items, next } = pageOf(rows, limit, (row) => [row.followedAt.toISOString(), row.id]);
    return { items: items.map(({ followedAt: _, ...thread }) => thread), next };
  }

  /**
   * A person's latest questions, answers and published case notes that this reader may read, five of each at most. Of
   * several answers in one discussion the accepted one, or the latest; what they say in their own question is none.
   * What somebody asked under a mask stands in their own view alone.
   */
  contributions(reader: Reader, personId: string): Promise<Contribution[]> {
    return this.reads.rows({
      name: 'threads.contributions',
      text: `(SELECT 'case-note' AS kind, n.id, n.title, n.published_at AS at, n.fictional, NULL::int AS "postNumber",
                     false AS accepted, false AS masked
                FROM case_notes n
               WHERE n.author_id = $1 AND n.status = 'published' AND n.visible_to && $2::text[]
               ORDER BY n.updated_at DESC LIMIT 5)
              UNION ALL
             (SELECT 'question', t.id, t.title, t.created_at, t.fictional, NULL, t.accepted_count > 0, t.mask IS NOT NULL
                FROM threads t
               WHERE t.author_id = $1 AND t.hidden_at IS NULL AND t.merged_at IS NULL AND t.visible_to && $2::text[]
                 AND (t.mask IS NULL OR t.author_id = $3::uuid)
               ORDER BY t.created_at DESC LIMIT 5)
              UNION ALL
             (SELECT 'answer', a.id, a.title, a.at, a.fictional, a.number, a.accepted, false
                FROM (SELECT DISTINCT ON (latest.thread_id) t.id, t.title, latest.created_at AS at, t.fictional,
                             latest.number, latest.accepted_at IS NOT NULL AS accepted
                        FROM (SELECT thread_id, number, accepted_at, created_at FROM posts
                               WHERE author_id = $1 AND number > 1 AND hidden_at IS NULL AND mask IS NULL
                               ORDER BY created_at DESC LIMIT 50) latest
                        JOIN threads t ON t.id = latest.thread_id AND t.author_id <> $1 AND t.visible_to && $2::text[]
                       ORDER BY latest.thread_id, latest.accepted_at DESC NULLS LAST, latest.created_at DESC) a
               ORDER BY a.at DESC LIMIT 5)`,
      values: [personId, reader.keys, reader.personId],
    });
  }
}
