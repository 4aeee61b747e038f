import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/people';
import { fromCursor, pageOf, Reads } from '#libs/platform/database';
import { Cursor, Id, Whole } from '#libs/platform/inputs';
import { inWords, type KeptWords, seenOf } from './titles.ts';

export interface NotificationRow {
  id: string;
  kind: string;
  /** With the title of what it is about only where its owner may read that now. */
  title: string;
  detail: string | null;
  /** A path on this site: what it is about, where its owner may read that now. */
  url: string;
  createdAt: Date;
  readAt: Date | null;
}

export class NotificationsListInput {
  @Cursor()
  readonly after?: string;

  @Whole({ label: 'limit', min: 1, max: 100, optional: true })
  readonly limit: number = 20;
}

export class MarkReadInput {
  /** The newest that was seen: it and all older ones are marked. Absent: all. */
  @Id({ label: 'upTo', optional: true })
  readonly upTo?: string;
}

@Injectable()
export class NotificationsQueries {
  constructor(private readonly reads: Reads) {}

  /** One's own, newest first. */
  async list(
    actor: Actor,
    { after, limit }: NotificationsListInput,
  ): Promise<{ items: NotificationRow[]; next: string | null }> {
    const [at = 'infinity', id = 'ffffffff-ffff-ffff-ffff-ffffffffffff'] = fromCursor(after, 'time', 'id') ?? [];
    const rows = await this.reads.rows<NotificationRow & KeptWords>({
      name: 'notifications.list',
      text: `SELECT n.id, n.kind, n.title, n.unnamed, s.title AS named, s.replies, n.detail, n.url,
                    n.created_at AS "createdAt", n.read_at AS "readAt"
               FROM (SELECT * FROM notifications
                      WHERE person_id = $1 AND (created_at, id) < ($2::timestamptz, $3::uuid)
                      ORDER BY created_at DESC, id DESC LIMIT $4) AS n
               LEFT JOIN LATERAL (${seenOf('n', '$5::text[]')}) AS s ON true
              ORDER BY n.created_at DESC, n.id DESC`,
      values: [actor.personId, at, id, limit + 1, actor.keys],
    });
    const { items, next } = pageOf(rows, limit, (row) => [row.createdAt.toISOString(), row.id]);
    return { items: items.map((row) => ({ ...row, ...inWords(row) })), next };
  }

  /** How many a person has not read, at most 100, and the newest of them. For their own open pages. */
  async standing(personId: string): Promise<{ unread: number; latest: { title: string; url: string } | null }> {
    const row = await this.reads.row<Standing>({
      name: 'notifications.standing',
      text: `SELECT (SELECT count(*)::int FROM (SELECT FROM notifications
                       WHERE person_id = $1 AND read_at IS NULL LIMIT 100) AS u) AS unread,
                    n.title, n.unnamed, s.title AS named, s.replies, n.url
               FROM people p
               LEFT JOIN LATERAL (SELECT * FROM notifications WHERE person_id = p.id AND read_at IS NULL
                                   ORDER BY created_at DESC, id DESC LIMIT 1) AS n ON true
               LEFT JOIN LATERAL (${seenOf('n', 'p.reader_keys')}) AS s ON true
              WHERE p.id = $1`,
      values: [personId],
    });
    const { unread, title, ...words } = row!;
    return { unread, latest: title === null ? null : inWords({ title, ...words }) };
  }
}

interface Standing extends Omit<KeptWords, 'title'> {
  unread: number;
  /** Null: all is read. */
  title: string | null;
}
