import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/people';
import { fromCursor, pageOf, Reads } from '#libs/platform/database';
import { type Mine, type ThreadListInput } from './threads.inputs.ts';
import { chosen, LAST_UUID, threadColumns, type ThreadRow } from './threads.queries.ts';

/** So many that somebody took part in last are looked at: by the index, however much else there is. */
const LATEST = 1_000;

/** The ids of what the actor, $1, takes part in. What they muted is not among what is new to them. */
const OF: Record<Mine, string> = {
  unread: `SELECT r.thread_id AS id, r.read_number + cardinality(r.own_ahead) AS seen FROM thread_reads r
            WHERE r.person_id = $1 ORDER BY r.at DESC LIMIT ${LATEST}`,
  asked: `SELECT id FROM threads WHERE author_id = $1 ORDER BY created_at DESC LIMIT ${LATEST}`,
  answered: `SELECT DISTINCT p.thread_id AS id FROM (SELECT thread_id FROM posts WHERE author_id = $1 AND number > 1
                AND gone IS NULL ORDER BY created_at DESC LIMIT ${LATEST}) AS p`,
  followed: `SELECT thread_id AS id FROM thread_follows WHERE person_id = $1 AND level IN ('every', 'first')
              ORDER BY at DESC LIMIT ${LATEST}`,
  mentioned: `SELECT DISTINCT p.thread_id AS id
                FROM (SELECT post_id FROM post_mentions WHERE person_id = $1 ORDER BY at DESC LIMIT ${LATEST}) AS m
               CROSS JOIN LATERAL (SELECT thread_id, hidden_at FROM posts WHERE id = m.post_id LIMIT 1) AS p
               WHERE p.hidden_at IS NULL`,
  bookmarked: `SELECT DISTINCT p.thread_id AS id
                 FROM (SELECT post_id FROM bookmarks WHERE person_id = $1
                        ORDER BY created_at DESC, post_id DESC LIMIT ${LATEST}) AS b
                CROSS JOIN LATERAL (SELECT thread_id FROM posts WHERE id = b.post_id LIMIT 1) AS p`,
};

const ALSO: Partial<Record<Mine, string>> = {
  // Other people's: what one adds to one's own question answers nobody.
  answered: `AND t.author_id <> $1`,
  unread: `AND t.post_count > own.seen AND NOT EXISTS (
             SELECT FROM thread_follows m WHERE m.thread_id = t.id AND m.person_id = $1 AND m.level = 'muted')`,
};

/** What one person takes part in. */
@Injectable()
export class MyThreadsQueries {
  constructor(private readonly reads: Reads) {}

  /**
   * Newest activity first, of the thousand they took part in last.
   *
   * Each thread is looked up by itself: left to choose, the planner reads all threads as soon as somebody has many.
   */
  async list(
    actor: Actor,
    mine: Mine,
    { after, limit, ...filters }: ThreadListInput,
  ): Promise<{ items: ThreadRow[]; next: string | null }> {
    const [at = 'infinity', id = LAST_UUID] = fromCursor(after, 'time', 'id') ?? [];
    const values: unknown[] = [actor.personId, actor.keys, at, id, limit + 1];
    const rows = await this.reads.rows<ThreadRow>({
      name: null,
      text: `WITH own AS MATERIALIZED (${OF[mine]})
             SELECT ${threadColumns('$1')}
               FROM own CROSS JOIN LATERAL (SELECT * FROM threads WHERE id = own.id LIMIT 1) AS t JOIN people a ON a.id = t.author_id
              WHERE (t.last_post_at, t.id) < ($3::timestamptz, $4::uuid) AND t.visible_to && $2::text[] AND t.merged_at IS NULL
                ${ALSO[mine] ?? ''} ${chosen(filters, values)}
              ORDER BY t.last_post_at DESC, t.id DESC
              LIMIT $5`,
      values,
    });
    return pageOf(rows, limit, (row) => [row.lastPostAt.toISOString(), row.id]);
  }
}
