import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/people';
import { fromCursor, pageOf, Reads } from '#libs/platform/database';
import { Cursor, Id, Whole } from '#libs/platform/inputs';

export interface NotificationRow {
  id: string;
  kind: string;
  title: string;
  detail: string | null;
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
    const rows = await this.reads.rows<NotificationRow>({
      name: 'notifications.list',
      text: `SELECT id, kind, title, detail, url, created_at AS "createdAt", read_at AS "readAt"
               FROM notifications
              WHERE person_id = $1 AND (created_at, id) < ($2::timestamptz, $3::uuid)
              ORDER BY created_at DESC, id DESC LIMIT $4`,
      values: [actor.personId, at, id, limit + 1],
    });
    return pageOf(rows, limit, (row) => [row.createdAt.toISOString(), row.id]);
  }

  /** How many a person has not read, at most 100, and the newest of them. For their own open pages. */
  async standing(personId: string): Promise<{ unread: number; latest: { title: string; url: string } | null }> {
    const row = await this.reads.row<{ unread: number; latest: { title: string; url: string } | null }>({
      name: 'notifications.standing',
      text: `SELECT count(*)::int AS unread, (array_agg(json_build_object('title', n.title, 'url', n.url)))[1] AS latest
               FROM (SELECT title, url FROM notifications WHERE person_id = $1 AND read_at IS NULL
                      ORDER BY created_at DESC, id DESC LIMIT 100) n`,
      values: [personId],
    });
    return row!;
  }
}
