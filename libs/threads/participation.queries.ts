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

/** What of somebody's contributions came of use to others: how many, and the latest of them. */
export interface Credit {
  kind: 'worked' | 'accepted' | 'case-note' | 'guidance';
  /** At most a thousand. */
  count: number;
  latest: { title: string; url: string }[];
}

export interface Contributions {
  items: Contribution[];
  /** In the order of Credit's kinds; those of which there is none are left out. */
  record: Credit[];
}

const CREDITS_MAX = 1_000;
const LATEST = 3;

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
   *
   * Their record counts by the same rule what others tried and found to work, what askers accepted, published case notes
   * and credits in published guidance: nothing that was written under a mask is in it, for anybody. One statement.
   */
  async contributions(reader: Reader, personId: string): Promise<Contributions> {
    const row = await this.reads.row<{ items: (Omit<Contribution, 'at'> & { at: string })[]; record: Credit[] }>({
      name: 'threads.contributions',
      text: `WITH settled AS MATERIALIZED (
              SELECT t.title, '/threads/' || t.id || CASE WHEN p.number > 20 THEN '?after=' || (p.number - 1) / 20 * 20 ELSE '' END
                       || '#post-' || p.number AS url, p.worked_count > 0 AS worked, p.accepted_at IS NOT NULL AS accepted, p.created_at AS at
                FROM posts p JOIN threads t ON t.id = p.thread_id AND t.author_id <> $1 AND t.visible_to && $2::text[]
               WHERE p.author_id = $1 AND p.number > 1 AND p.hidden_at IS NULL AND p.gone IS NULL AND p.mask IS NULL
                 AND (p.worked_count > 0 OR p.accepted_at IS NOT NULL)
               ORDER BY p.created_at DESC LIMIT ${CREDITS_MAX}),
             credits AS (
              (SELECT 1 AS place, 'worked' AS kind, title, url, at FROM settled WHERE worked)
              UNION ALL
              (SELECT 2, 'accepted', title, url, at FROM settled WHERE accepted)
              UNION ALL
              (SELECT 3, 'case-note', n.title, '/case-notes/' || n.id, n.published_at FROM case_notes n
                WHERE n.author_id = $1 AND n.status = 'published' AND n.visible_to && $2::text[]
                ORDER BY n.updated_at DESC LIMIT ${CREDITS_MAX})
              UNION ALL
              (SELECT DISTINCT ON (g.id) 4, 'guidance', g.title, '/guidance/' || g.slug, g.published_at
                 FROM guidance_sources s JOIN guidance_pages g ON g.id = s.page_id AND g.status = 'published'
                  AND g.visible_to && $2::text[]
                 LEFT JOIN posts w ON w.id = s.post_id
                WHERE s.credited_id = $1 AND w.mask IS NULL LIMIT ${CREDITS_MAX}))
             SELECT coalesce((SELECT json_agg(c) FROM (SELECT kind, count(*)::int AS count,
                       (array_agg(json_build_object('title', title, 'url', url) ORDER BY at DESC))[1:${LATEST}] AS latest
                       FROM credits GROUP BY place, kind ORDER BY place) AS c), '[]') AS record,
                    coalesce((SELECT json_agg(i) FROM (
             (SELECT 'case-note' AS kind, n.id, n.title, n.published_at AS at, n.fictional, NULL::int AS "postNumber",
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
               ORDER BY a.at DESC LIMIT 5)) AS i), '[]') AS items`,
      values: [personId, reader.keys, reader.personId],
    });
    return { record: row!.record, items: row!.items.map((item) => ({ ...item, at: new Date(item.at) })) };
  }
}
