import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/people';
import { fromCursor, pageOf, Reads } from '#libs/platform/database';
import { NotFound } from '#libs/platform/errors';
import { Cursor, Flag, Id, Whole } from '#libs/platform/inputs';
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
  /** The discussion that it is about, where its owner may read that now. */
  threadId: string | null;
  /** In a group: how many it stands for, at most 100. It is the newest of them. */
  count: number;
  /** Where it is of replies alone: how many. */
  replies: number | null;
}

export class NotificationsListInput {
  @Cursor()
  readonly after?: string;

  @Whole({ label: 'limit', min: 1, max: 100, optional: true })
  readonly limit: number = 20;

  /** Of one discussion only the newest that was read, and the newest that was not, with how many each stands for. */
  @Flag({ label: 'grouped', optional: true })
  readonly grouped: boolean = false;

  /** Only what was not read. */
  @Flag({ label: 'unread', optional: true })
  readonly unread: boolean = false;
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
    { after, limit, grouped, unread }: NotificationsListInput,
  ): Promise<{ items: NotificationRow[]; next: string | null }> {
    const [at = 'infinity', id = 'ffffffff-ffff-ffff-ffff-ffffffffffff'] = fromCursor(after, 'time', 'id') ?? [];
    const rows = await this.reads.rows<NotificationRow & KeptWords>({
      name: ['notifications.list', ...(grouped ? ['grouped'] : []), ...(unread ? ['unread'] : [])].join('-'),
      text: `SELECT n.id, n.kind, n.title, n.unnamed, s.title AS named, n.detail, n.url,
                    n.created_at AS "createdAt", n.read_at AS "readAt",
                    CASE WHEN n.about = 'thread' AND s.title IS NOT NULL THEN n.about_id END AS "threadId",
                    ${grouped ? OF_GROUP : '1 AS count, s.replies'}
               FROM (SELECT * FROM notifications
                      WHERE person_id = $1 AND (created_at, id) < ($2::timestamptz, $3::uuid)
                        ${unread ? 'AND read_at IS NULL' : ''} ${grouped ? NEWEST_OF_GROUP : ''}
                      ORDER BY created_at DESC, id DESC LIMIT $4) AS n
               LEFT JOIN LATERAL (${seenOf('n', '$5::text[]')}) AS s ON true
              ORDER BY n.created_at DESC, n.id DESC`,
      values: [actor.personId, at, id, limit + 1, actor.keys],
    });
    const { items, next } = pageOf(rows, limit, (row) => [row.createdAt.toISOString(), row.id]);
    return { items: items.map((row) => ({ ...row, ...inWords(row) })), next };
  }

  /** The discussion that one's own notice is about. Throws NotFound where it is about none that they may read. */
  async threadOf(actor: Actor, id: string): Promise<string> {
    const row = await this.reads.row<{ threadId: string }>({
      name: 'notifications.thread-of',
      text: `SELECT t.id AS "threadId" FROM notifications n
               JOIN threads t ON n.about = 'thread' AND t.id = n.about_id AND t.visible_to && $3::text[]
              WHERE n.id = $1 AND n.person_id = $2`,
      values: [id, actor.personId, actor.keys],
    });
    if (!row) throw new NotFound('notifications.not-found', 'notification');
    return row.threadId;
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

/** Of the notice `of`, those of the same discussion that were read as it was, or were not as it was not. */
const sameGroup = (of: string): string => `
  g.person_id = ${of}.person_id AND g.about = 'thread' AND ${of}.about = 'thread' AND g.about_id = ${of}.about_id
  AND (g.read_at IS NULL) = (${of}.read_at IS NULL)`;

const NEWEST_OF_GROUP = `AND NOT EXISTS (
  SELECT FROM notifications g WHERE ${sameGroup('notifications')} AND (g.created_at, g.id) > (notifications.created_at, notifications.id))`;

/** Replies are counted as such where a group is of nothing else: one notice may be of several, or each of its own. */
const OF_GROUP = `
  greatest(1, (SELECT count(*)::int FROM (SELECT FROM notifications g WHERE ${sameGroup('n')} LIMIT 100) AS g)) AS count,
  CASE WHEN n.kind = 'new-reply' THEN coalesce(nullif(s.replies, 0), (
    SELECT CASE WHEN bool_and(g.kind = 'new-reply') THEN count(*)::int END
      FROM (SELECT g.kind FROM notifications g WHERE ${sameGroup('n')} LIMIT 100) AS g)) END AS replies`;

interface Standing extends Omit<KeptWords, 'title'> {
  unread: number;
  /** Null: all is read. */
  title: string | null;
}
