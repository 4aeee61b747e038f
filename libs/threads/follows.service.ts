import { Injectable } from '@nestjs/common';
import { Notifications } from '#libs/notifications';
import { type Actor } from '#libs/people';
import { Reads, Transactions, type Tx } from '#libs/platform/database';
import { insertJobs } from '#libs/platform/jobs';
import { labelOf, SERVICE_AREAS, TOPICS } from '#libs/taxonomy';
import { type FollowLevel, isFollowing } from './follow-levels.ts';
import { type FollowDefaultsInput, type FollowSubjectInput } from './follows.inputs.ts';
import { postAddress } from './post-address.ts';
import { mustBeAllowedToWrite, ThreadChanges } from './thread-changes.ts';

export interface SubjectFollow {
  kind: 'topic' | 'service-area';
  code: string;
  level: 'every' | 'first' | 'muted';
}

export type SubjectChoice = Pick<SubjectFollow, 'kind' | 'code'> & { level: FollowLevel };

export interface FollowChoices {
  onAsk: string;
  onAnswer: string;
  subjects: SubjectFollow[];
}

interface Reply {
  threadId: string;
  number: number;
  authorId: string;
}

/** What a person wants to be told of, and who is told. Nobody is told of what they did themselves. */
@Injectable()
export class FollowsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly reads: Reads,
    private readonly notifications: Notifications,
    private readonly changes: ThreadChanges,
  ) {}

  /** How much the actor is told of a discussion from now on. Throws ThreadNotFound. */
  setLevel(actor: Actor, threadId: string, level: FollowLevel): Promise<void> {
    return this.transactions.run(async (tx) => {
      await this.changes.lockThread(tx, actor, threadId);
      const [before] = await tx.query<{ level: FollowLevel }[]>(
        `SELECT level FROM thread_follows WHERE thread_id = $1 AND person_id = $2`,
        [threadId, actor.personId],
      );
      if (before?.level === level) return;
      await tx.query(
        `INSERT INTO thread_follows AS f (thread_id, person_id, level) VALUES ($1, $2, $3)
         ON CONFLICT (thread_id, person_id) DO UPDATE SET level = excluded.level,
           at = CASE WHEN f.level IN ('every', 'first') THEN f.at ELSE now() END`,
        [threadId, actor.personId, level],
      );
      const more = Number(isFollowing(level)) - Number(isFollowing(before?.level));
      if (more !== 0) {
        await tx.query(`UPDATE threads SET follower_count = follower_count + $2 WHERE id = $1`, [threadId, more]);
      }
    });
  }

  /** Follows as most do, or no longer; who follows more closely, or has muted it, stays so. Returns what is so now. */
  async follow(actor: Actor, threadId: string, following: boolean): Promise<{ following: boolean }> {
    const level = await this.level(actor, threadId);
    const stays = following ? level === 'every' : level === 'muted';
    await this.setLevel(actor, threadId, stays ? level! : following ? 'first' : 'none');
    return { following };
  }

  /** Who begins a discussion follows it, as they chose once for all. In the transaction that makes the thread. */
  async begun(tx: Tx, actor: Actor, threadId: string): Promise<void> {
    await tx.query(
      `WITH f AS (
         INSERT INTO thread_follows (thread_id, person_id, level)
         SELECT $1, $2, level FROM (SELECT coalesce((SELECT on_ask FROM follow_defaults WHERE person_id = $2), 'first')) AS d (level)
         RETURNING level)
       UPDATE threads SET follower_count = (SELECT count(*) FROM f WHERE level <> 'none') WHERE id = $1`,
      [threadId, actor.personId],
    );
    await this.opened(tx, threadId);
  }

  /** In the transaction after which more people may read a discussion: those who follow its subjects are told of it. */
  async opened(tx: Tx, threadId: string): Promise<void> {
    await tx.query(
      insertJobs('threads.tell-of-question', {
        data: `jsonb_build_object('threadId', asked.id)`,
        from: `(SELECT t.id FROM threads t WHERE t.id = $1 AND EXISTS (
                  SELECT FROM subject_follows s WHERE (s.kind, s.code) IN (${SUBJECTS_OF('t')}))) AS asked`,
      }),
      [threadId],
    );
  }

  /**
   * After replies: who wrote one follows the discussion from now on, as they chose, unless they said something else
   * about it before; and its followers are told. Not those who may no longer read it, nor those who have seen the reply
   * already. At `first` nobody is told again until they have read what they were told; at `every` of each reply.
   *
   * A job: a reply does not wait for a thousand. It may run twice.
   */
  async replied(replies: readonly Reply[]): Promise<void> {
    const made = [
      replies.map(({ threadId }) => threadId),
      replies.map(({ number }) => number),
      replies.map(({ authorId }) => authorId),
    ];
    // Apart, as it holds the threads' rows: replies to them would wait until everybody is told.
    await this.transactions.run((tx) => this.followWhatTheyAnswered(tx, made[0] as string[], made[2] as string[]));
    await this.transactions.run(async (tx) => {
      const told = await tx.query<{ personId: string; threadId: string; number: number; level: FollowLevel }[]>(
        `SELECT DISTINCT ON (f.person_id, t.id, CASE f.level WHEN 'every' THEN r.number END)
                f.person_id AS "personId", t.id AS "threadId", r.number, f.level
           FROM unnest($1::uuid[], $2::int[], $3::uuid[]) AS r (thread_id, number, author_id)
           JOIN threads t ON t.id = r.thread_id
           JOIN thread_follows f ON f.thread_id = t.id AND f.person_id <> r.author_id AND f.level IN ('every', 'first')
           JOIN people p ON p.id = f.person_id AND p.reader_keys && t.visible_to
           LEFT JOIN thread_reads seen ON seen.person_id = f.person_id AND seen.thread_id = t.id
          WHERE coalesce(seen.read_number, 0) < r.number
            -- Who is named in a reply is told of that.
            AND NOT EXISTS (SELECT FROM posts p2 JOIN post_mentions m ON m.post_id = p2.id AND m.person_id = f.person_id
                             WHERE p2.thread_id = t.id AND p2.number = r.number)
            AND (f.level = 'every' OR NOT EXISTS (
                  SELECT FROM notifications n WHERE n.person_id = f.person_id AND n.read_at IS NULL
                                                AND n.cause = 'new-reply:' || t.id))
          ORDER BY f.person_id, t.id, CASE f.level WHEN 'every' THEN r.number END, r.number`,
        made,
      );
      await this.notifications.tellOfReplies(
        tx,
        told.map(({ personId, threadId, number, level }) => ({
          personId,
          kind: 'new-reply',
          cause: level === 'every' ? `new-reply:${threadId}:${number}` : `new-reply:${threadId}`,
          title: 'New reply: {title}',
          about: { kind: 'thread', id: threadId, unnamed: 'New reply in a discussion that you can no longer read' },
          url: postAddress(threadId, number),
          firstPost: level === 'every' ? null : number,
        })),
      );
    });
  }

  /**
   * Tells those who follow a subject of a question that is new to them: not who asked or has opened it, and nobody who
   * muted one of its subjects. Once, however many of its subjects somebody follows. A job; it may run twice.
   */
  async asked(threadId: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const followers = await tx.query<
        { personId: string; every: boolean; kind: SubjectFollow['kind']; code: string }[]
      >(
        `SELECT s.person_id AS "personId", bool_or(s.level = 'every') AS every,
                (array_agg(s.kind ORDER BY s.level, s.kind DESC, s.code))[1] AS kind,
                (array_agg(s.code ORDER BY s.level, s.kind DESC, s.code))[1] AS code
           FROM threads t
           JOIN subject_follows s ON (s.kind, s.code) IN (${SUBJECTS_OF('t')})
           JOIN people p ON p.id = s.person_id AND p.reader_keys && t.visible_to
          WHERE t.id = $1 AND t.hidden_at IS NULL AND s.person_id <> t.author_id
            AND NOT EXISTS (SELECT FROM thread_follows m WHERE m.thread_id = t.id AND m.person_id = s.person_id)
            AND NOT EXISTS (SELECT FROM thread_reads r WHERE r.thread_id = t.id AND r.person_id = s.person_id)
          GROUP BY s.person_id
         HAVING NOT bool_or(s.level = 'muted')
          ORDER BY s.person_id`,
        [threadId],
      );
      for (const every of [true, false]) {
        await this.notifications.tellWhenRead(
          tx,
          followers
            .filter((follower) => follower.every === every)
            .map(({ personId, kind, code }) => ({
              personId,
              kind: 'new-question',
              cause: every ? `new-question:${threadId}` : `new-question:${kind}:${code}`,
              title: `New about ${subjectLabel({ kind, code })}: {title}`,
              about: { kind: 'thread', id: threadId, unnamed: 'A new question that you can no longer read' },
              url: `/threads/${threadId}`,
            })),
        );
      }
    });
  }

  /** Of these people, those who have not muted the discussion: the others are told nothing of it. */
  async unlessMuted(tx: Tx, threadId: string, personIds: readonly string[]): Promise<string[]> {
    const muted = await tx.query<{ id: string }[]>(
      `SELECT person_id AS id FROM thread_follows WHERE thread_id = $1 AND person_id = ANY ($2::uuid[]) AND level = 'muted'`,
      [threadId, personIds],
    );
    const ids = new Set(muted.map(({ id }) => id));
    return personIds.filter((id) => !ids.has(id));
  }

  /** What the actor chose, once for all and for subjects. */
  async choices(actor: Actor): Promise<FollowChoices> {
    const row = await this.reads.row<FollowChoices>({
      name: 'follows.choices',
      text: `SELECT coalesce(d.on_ask, 'first') AS "onAsk", coalesce(d.on_answer, 'first') AS "onAnswer",
                    (SELECT coalesce(json_agg(json_build_object('kind', s.kind, 'code', s.code, 'level', s.level)
                                              ORDER BY s.kind DESC, s.code), '[]')
                       FROM subject_follows s WHERE s.person_id = $1) AS subjects
               FROM (SELECT 1) AS one LEFT JOIN follow_defaults d ON d.person_id = $1`,
      values: [actor.personId],
    });
    return row!;
  }

  /** How much the actor is told of new questions about one subject. */
  async subject(actor: Actor, { kind, code }: Pick<SubjectFollow, 'kind' | 'code'>): Promise<SubjectChoice> {
    const row = await this.reads.row<{ level: SubjectFollow['level'] }>({
      name: 'follows.subject',
      text: `SELECT level FROM subject_follows WHERE person_id = $1 AND kind = $2 AND code = $3`,
      values: [actor.personId, kind, code],
    });
    return { kind, code, level: row?.level ?? 'none' };
  }

  /** What taking part means from now on; what they follow already stays as it is. */
  async setDefaults(actor: Actor, { onAsk, onAnswer }: FollowDefaultsInput): Promise<void> {
    mustBeAllowedToWrite(actor);
    await this.transactions.run((tx) =>
      tx.query(
        `INSERT INTO follow_defaults (person_id, on_ask, on_answer) VALUES ($1, $2, $3)
         ON CONFLICT (person_id) DO UPDATE SET on_ask = excluded.on_ask, on_answer = excluded.on_answer,
           updated_at = now()`,
        [actor.personId, onAsk, onAnswer],
      ),
    );
  }

  /** How much the actor is told of new questions about a subject; `none` as if they had never said anything. */
  async setSubject(actor: Actor, { kind, code, level }: FollowSubjectInput): Promise<void> {
    mustBeAllowedToWrite(actor);
    await this.transactions.run((tx) =>
      level === 'none'
        ? tx.query(`DELETE FROM subject_follows WHERE person_id = $1 AND kind = $2 AND code = $3`, [
            actor.personId,
            kind,
            code,
          ])
        : tx.query(
            `INSERT INTO subject_follows (person_id, kind, code, level) VALUES ($1, $2, $3, $4)
             ON CONFLICT (person_id, kind, code) DO UPDATE SET level = excluded.level`,
            [actor.personId, kind, code, level],
          ),
    );
  }

  private async level(actor: Actor, threadId: string): Promise<FollowLevel | null> {
    const row = await this.reads.row<{ level: FollowLevel }>({
      name: 'follows.level',
      text: `SELECT level FROM thread_follows WHERE thread_id = $1 AND person_id = $2`,
      values: [threadId, actor.personId],
    });
    return row?.level ?? null;
  }

  private async followWhatTheyAnswered(tx: Tx, threadIds: string[], authorIds: string[]): Promise<void> {
    await tx.query(
      `WITH took_part AS (
         SELECT DISTINCT r.thread_id, r.author_id, coalesce(d.on_answer, 'first') AS level
           FROM unnest($1::uuid[], $2::uuid[]) AS r (thread_id, author_id)
           LEFT JOIN follow_defaults d ON d.person_id = r.author_id
          WHERE coalesce(d.on_answer, 'first') <> 'none'
            AND NOT EXISTS (SELECT FROM thread_follows f WHERE f.thread_id = r.thread_id AND f.person_id = r.author_id)
       ), held AS MATERIALIZED (
         SELECT id FROM threads WHERE id IN (SELECT thread_id FROM took_part) ORDER BY id FOR NO KEY UPDATE
       ), begun AS (
         INSERT INTO thread_follows (thread_id, person_id, level)
         SELECT t.thread_id, t.author_id, t.level FROM took_part t JOIN held h ON h.id = t.thread_id
         ON CONFLICT DO NOTHING RETURNING thread_id
       )
       UPDATE threads t SET follower_count = t.follower_count + b.more
         FROM (SELECT thread_id, count(*)::int AS more FROM begun GROUP BY thread_id) AS b WHERE t.id = b.thread_id`,
      [threadIds, authorIds],
    );
  }
}

/** The subjects of a thread, as (kind, code). */
const SUBJECTS_OF = (t: string): string => `
  SELECT 'topic', unnest(${t}.topics) UNION ALL SELECT 'service-area', unnest(${t}.service_areas)`;

/** Read in any list of subjects. */
export const subjectLabel = ({ kind, code }: Pick<SubjectFollow, 'kind' | 'code'>): string =>
  labelOf(kind === 'topic' ? TOPICS : SERVICE_AREAS, code);
