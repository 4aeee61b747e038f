import { Injectable } from '@nestjs/common';
import { Notifications } from '#libs/notifications';
import { type Actor } from '#libs/people';
import { Transactions, type Tx } from '#libs/platform/database';
import { Refused, Stale } from '#libs/platform/errors';
import { type BookmarkInput } from './bookmarks.inputs.ts';
import { postAddress } from './post-address.ts';
import { mustBeAllowedToWrite } from './thread-changes.ts';
import { PostNotFound } from './threads.errors.ts';

const AT_ONCE = 500;
const TODAY = `(now() AT TIME ZONE 'Europe/London')::date`;

interface Kept {
  note: string | null;
  remindOn: string | null;
  version: number;
}

/** Posts that people keep for themselves, with a note and a day to be reminded. */
@Injectable()
export class BookmarksService {
  constructor(
    private readonly transactions: Transactions,
    private readonly notifications: Notifications,
  ) {}

  /** Bookmarks a post that the actor may read; one that is bookmarked stays as it is. Throws PostNotFound. */
  add(actor: Actor, postId: string): Promise<{ threadId: string; number: number }> {
    return this.transactions.run((tx) => this.insert(tx, actor, postId));
  }

  /**
   * Bookmarks it with this note and this day, or changes them. Returns its version. Throws PostNotFound; Refused for a
   * day that is past; Stale when it is no longer at `version`.
   */
  save(actor: Actor, postId: string, input: BookmarkInput, version: number | null): Promise<number> {
    const [note, remindOn] = [input.note ?? null, input.remindOn ?? null];
    return this.transactions.run(async (tx) => {
      await this.insert(tx, actor, postId);
      const [before] = await tx.query<(Kept & { isPast: boolean })[]>(
        `SELECT note, to_char(remind_on, 'YYYY-MM-DD') AS "remindOn", version, $3::date < ${TODAY} AS "isPast"
           FROM bookmarks WHERE person_id = $1 AND post_id = $2 FOR UPDATE`,
        [actor.personId, postId, remindOn],
      );
      const { isPast, ...kept } = before!;
      if (version !== null && version !== kept.version) {
        throw new Stale(kept.version, { note: kept.note, remindOn: kept.remindOn });
      }
      if (kept.note === note && kept.remindOn === remindOn) return kept.version;
      if (isPast && kept.remindOn !== remindOn) {
        throw new Refused('threads.reminder-is-past', [
          { field: 'remindOn', message: 'The day to be reminded must be today or later' },
        ]);
      }
      // Another day is a new reminder; another note is none.
      await tx.query(
        `UPDATE bookmarks SET note = $3, version = version + 1, remind_on = $4::date,
                reminded_at = CASE WHEN remind_on IS NOT DISTINCT FROM $4::date THEN reminded_at END
          WHERE person_id = $1 AND post_id = $2`,
        [actor.personId, postId, note, remindOn],
      );
      return kept.version + 1;
    });
  }

  /** Also of what they may no longer read. Removing it twice changes nothing. */
  async remove(actor: Actor, postId: string): Promise<void> {
    mustBeAllowedToWrite(actor);
    await this.transactions.run((tx) =>
      tx.query(`DELETE FROM bookmarks WHERE person_id = $1 AND post_id = $2`, [actor.personId, postId]),
    );
  }

  /** Reminds each owner once of what is due today. For the worker; two at once remind nobody twice. */
  async remindDue(): Promise<void> {
    for (let due = AT_ONCE; due === AT_ONCE;) due = await this.transactions.run((tx) => this.remindSome(tx));
  }

  private async remindSome(tx: Tx): Promise<number> {
    const [due] = await tx.query<
      [
        { personId: string; postId: string; day: string; note: string | null; threadId: string; number: number }[],
        number,
      ]
    >(
      `UPDATE bookmarks b SET reminded_at = now()
         FROM (SELECT d.person_id, d.post_id, p.thread_id, p.number
                 FROM bookmarks d JOIN posts p ON p.id = d.post_id
                WHERE d.remind_on <= ${TODAY} AND d.reminded_at IS NULL
                ORDER BY d.remind_on LIMIT ${AT_ONCE} FOR UPDATE OF d SKIP LOCKED) AS d
        WHERE b.person_id = d.person_id AND b.post_id = d.post_id
       RETURNING b.person_id AS "personId", b.post_id AS "postId", to_char(b.remind_on, 'YYYY-MM-DD') AS day, b.note,
                 d.thread_id AS "threadId", d.number`,
    );
    await this.notifications.tellWhenRead(
      tx,
      due.map(({ personId, postId, day, note, threadId, number }) => ({
        personId,
        kind: 'bookmark-due',
        cause: `bookmark-due:${postId}:${day}`,
        title: 'You wanted to be reminded: {title}',
        about: { kind: 'thread', id: threadId, unnamed: 'A bookmark of something that you can no longer read' },
        ...(note === null ? {} : { detail: note }),
        url: postAddress(threadId, number),
      })),
    );
    return due.length;
  }

  private async insert(tx: Tx, actor: Actor, postId: string): Promise<{ threadId: string; number: number }> {
    mustBeAllowedToWrite(actor);
    const [post] = await tx.query<{ threadId: string; number: number }[]>(
      `WITH post AS (SELECT p.id, p.thread_id, p.number FROM posts p JOIN threads t ON t.id = p.thread_id AND t.visible_to && $3::text[]
                      WHERE p.id = $2),
            kept AS (INSERT INTO bookmarks (person_id, post_id) SELECT $1, id FROM post ON CONFLICT DO NOTHING)
       SELECT thread_id AS "threadId", number FROM post`,
      [actor.personId, postId, actor.keys],
    );
    if (!post) throw PostNotFound();
    return post;
  }
}
