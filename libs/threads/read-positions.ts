import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { repliesRead } from '#libs/notifications';
import { type Actor, type Reader } from '#libs/people';
import { Together, Transactions } from '#libs/platform/database';
import { mustBeAllowedToWrite } from './thread-changes.ts';
import { ThreadNotFound } from './threads.errors.ts';

/** How far somebody has read a discussion. */
export interface ReadPosition {
  /** The number of the last post that they have seen. */
  readNumber: number;
  /** The numbers of their own posts after that. */
  ownAhead: readonly number[];
}

interface Seen {
  readonly person_id: string;
  readonly thread_id: string;
  /** Of the last post that was seen, or of a post of their own. */
  readonly number: number;
  readonly own: boolean;
}

/** As many as one statement takes. */
const MOST = 200;
/** What nobody waits for is written together with what comes within this time: a transaction for each would cost much. */
const GATHER_MS = 200;
/** Beyond these one counts as unread what one wrote oneself: nobody writes so much without reading on. */
export const OWN_MOST = 100;

/**
 * Keeps how far each person has read each discussion. A position only moves forward, but where its owner marks posts as
 * unread. What comes at the same moment is written in one statement, and nothing waits for it that shows a page.
 */
@Injectable()
export class ReadPositions implements BeforeApplicationShutdown {
  private readonly together: Together<Seen, number | null>;
  private gathered: Seen[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly transactions: Transactions) {
    this.together = new Together((seen) => this.write(seen), MOST);
  }

  /** They saw the posts up to this number. Returns how far they have read now; throws ThreadNotFound. */
  async saw(actor: Actor, threadId: string, number: number): Promise<number> {
    mustBeAllowedToWrite(actor);
    const [reached] = await Promise.all([
      this.together.ask({ person_id: actor.personId, thread_id: threadId, number, own: false }),
      this.flush(),
    ]);
    if (reached === null) throw ThreadNotFound();
    return reached;
  }

  /** The same for who only shows a page: a position that is lost is written the next time. */
  sawPage({ personId }: Reader, threadId: string, number: number): void {
    if (personId !== null) this.keepLater({ person_id: personId, thread_id: threadId, number, own: false });
  }

  /** Nobody has to read what they wrote themselves. */
  wrote(actor: Actor, threadId: string, number: number): void {
    this.keepLater({ person_id: actor.personId, thread_id: threadId, number, own: true });
  }

  /** The post with this number and all after it are unread again, but their own. Throws ThreadNotFound. */
  async markUnread(actor: Actor, threadId: string, number: number): Promise<number> {
    mustBeAllowedToWrite(actor);
    // Otherwise the page on which they said so would be read again a moment later.
    await this.flush();
    const [row] = await this.transactions.statement<{ readNumber: number }>(
      `INSERT INTO thread_reads AS r (person_id, thread_id, read_number, own_ahead)
       SELECT $1, t.id, least($3, t.post_count + 1) - 1,
              ARRAY(SELECT p.number FROM posts p WHERE p.thread_id = t.id AND p.number >= $3 AND p.author_id = $1
                     ORDER BY p.number DESC LIMIT ${OWN_MOST})
         FROM threads t WHERE t.id = $2 AND t.visible_to && $4::text[]
       ON CONFLICT (person_id, thread_id)
       DO UPDATE SET read_number = excluded.read_number, own_ahead = excluded.own_ahead, at = now()
       RETURNING read_number AS "readNumber"`,
      [actor.personId, threadId, number, actor.keys],
    );
    if (!row) throw ThreadNotFound();
    return row.readNumber;
  }

  private keepLater(seen: Seen): void {
    this.gathered.push(seen);
    this.timer ??= setTimeout(() => void this.flush(), GATHER_MS).unref();
  }

  /** Writes what was gathered; what cannot be written is lost. */
  private async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const gathered = this.gathered;
    this.gathered = [];
    await Promise.allSettled(gathered.map((seen) => this.together.ask(seen)));
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.flush();
  }

  /** How far each has read now; null where they may not read that discussion. Who has read so far writes nothing. */
  private async write(seen: readonly Seen[]): Promise<(number | null)[]> {
    const rows = await this.transactions.statement<{ n: number; reached: number }>(
      `WITH asked AS MATERIALIZED (
         SELECT a.n, a.person_id, a.thread_id, least(a.number, t.post_count) AS number, a.own, r.read_number
           FROM json_to_recordset($1) AS a (n int, person_id uuid, thread_id uuid, number int, own boolean)
           JOIN threads t ON t.id = a.thread_id
           JOIN people p ON p.id = a.person_id AND p.reader_keys && t.visible_to
           LEFT JOIN thread_reads r ON r.person_id = a.person_id AND r.thread_id = a.thread_id
       ), reached AS (
         -- Who has not opened it before, and writes, has read what they answer.
         SELECT person_id, thread_id,
                coalesce(max(number) FILTER (WHERE NOT own), min(number) FILTER (WHERE read_number IS NULL), 0) AS number,
                coalesce(array_agg(number) FILTER (WHERE own), '{}') AS own
           FROM asked WHERE read_number IS NULL OR number > read_number
          GROUP BY person_id, thread_id
       ), told AS (${repliesRead('reached')}
       ), kept AS (
         INSERT INTO thread_reads AS r (person_id, thread_id, read_number, own_ahead)
         SELECT person_id, thread_id, number, ARRAY(SELECT ahead FROM unnest(own) AS ahead WHERE ahead > number)
           FROM reached ORDER BY person_id, thread_id
         ON CONFLICT (person_id, thread_id) DO UPDATE SET
           read_number = greatest(r.read_number, excluded.read_number),
           own_ahead = ARRAY(SELECT DISTINCT ahead FROM unnest(r.own_ahead || excluded.own_ahead) AS ahead
                              WHERE ahead > greatest(r.read_number, excluded.read_number)
                              ORDER BY ahead DESC LIMIT ${OWN_MOST}),
           at = now()
         RETURNING r.person_id, r.thread_id, r.read_number
       )
       SELECT a.n, coalesce(k.read_number, a.read_number) AS reached
         FROM asked a LEFT JOIN kept k ON k.person_id = a.person_id AND k.thread_id = a.thread_id`,
      [JSON.stringify(seen.map((one, n) => ({ n, ...one })))],
    );
    const answers = Array.from<number | null>({ length: seen.length }).fill(null);
    for (const { n, reached } of rows) answers[n] = reached;
    return answers;
  }
}

/** The number of the first post that they have not seen; it may be one that is not written yet. */
export function firstUnread({ readNumber, ownAhead }: ReadPosition): number {
  let number = readNumber + 1;
  while (ownAhead.includes(number)) number += 1;
  return number;
}

/**
 * SQL: how many posts of thread t a person has not seen, from post numbers alone. Null: they never opened it, or muted
 * it. What is hidden counts, as it stands on the page as a line of its own.
 */
export const unreadCount = (t: string, person: string): string => `
  (SELECT greatest(0, ${t}.post_count - r.read_number - cardinality(r.own_ahead)) FROM thread_reads r
    WHERE r.person_id = ${person}::uuid AND r.thread_id = ${t}.id
      AND NOT EXISTS (SELECT FROM thread_follows m
                       WHERE m.thread_id = ${t}.id AND m.person_id = ${person}::uuid AND m.level = 'muted'))`;
