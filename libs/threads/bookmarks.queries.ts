import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/people';
import { fromCursor, pageOf, Reads } from '#libs/platform/database';
import { type BookmarksListInput } from './bookmarks.inputs.ts';
import { PostNotFound } from './threads.errors.ts';
import { LAST_UUID } from './threads.queries.ts';

export interface BookmarkRow {
  postId: string;
  note: string | null;
  /** YYYY-MM-DD. */
  remindOn: string | null;
  remindedAt: Date | null;
  version: number;
  createdAt: Date;
  /** What is bookmarked; null: its owner may not read that any more. */
  post: { threadId: string; title: string; number: number; hidden: boolean; fictional: boolean } | null;
}

/** $1: the owner, $2: their keys. What they may not read now is not named, and stays theirs to remove. */
const BOOKMARK = `
  b.post_id AS "postId", b.note, to_char(b.remind_on, 'YYYY-MM-DD') AS "remindOn", b.reminded_at AS "remindedAt",
  b.version, b.created_at AS "createdAt",
  (SELECT json_build_object('threadId', t.id, 'title', t.title, 'number', p.number, 'hidden', p.hidden_at IS NOT NULL,
                            'fictional', t.fictional)
     FROM posts p JOIN threads t ON t.id = p.thread_id AND t.visible_to && $2::text[] WHERE p.id = b.post_id) AS post`;

/** A person's own bookmarks; there is no way to read another's. */
@Injectable()
export class BookmarksQueries {
  constructor(private readonly reads: Reads) {}

  /** Newest first. */
  async list(
    actor: Actor,
    { after, limit }: BookmarksListInput,
  ): Promise<{ items: BookmarkRow[]; next: string | null }> {
    const [at = 'infinity', id = LAST_UUID] = fromCursor(after, 'time', 'id') ?? [];
    const rows = await this.reads.rows<BookmarkRow>({
      name: 'bookmarks.list',
      text: `SELECT ${BOOKMARK} FROM bookmarks b
              WHERE b.person_id = $1 AND (b.created_at, b.post_id) < ($3::timestamptz, $4::uuid)
              ORDER BY b.created_at DESC, b.post_id DESC
              LIMIT $5`,
      values: [actor.personId, actor.keys, at, id, limit + 1],
    });
    return pageOf(rows, limit, (row) => [row.createdAt.toISOString(), row.postId]);
  }

  /** Throws PostNotFound where the actor has not bookmarked it. */
  async one(actor: Actor, postId: string): Promise<BookmarkRow> {
    const row = await this.reads.row<BookmarkRow>({
      name: 'bookmarks.one',
      text: `SELECT ${BOOKMARK} FROM bookmarks b WHERE b.person_id = $1 AND b.post_id = $3`,
      values: [actor.personId, actor.keys, postId],
    });
    if (!row) throw PostNotFound();
    return row;
  }
}
