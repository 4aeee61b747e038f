import { Injectable } from '@nestjs/common';
import { type Actor, hasRole, type Reader } from '#libs/people';
import { fromCursor, pageOf, Reads } from '#libs/platform/database';
import { CONTEXT, type Context } from './answer-trials.ts';
import { type TriesInput } from './answers.inputs.ts';
import { type AnswerMarkRow, BEST_FIRST, MARKS_OF, TRIES_OF, type TryRow } from './answers.sql.ts';
import { bookmarked, postColumns, type PostRow } from './posts.sql.ts';
import { type PostInThread, type PostsAfter, type ThreadPage, ThreadsQueries } from './threads.queries.ts';

/** What is said of a post, with the post. */
export interface Said<Row> {
  post: PostInThread;
  items: Row[];
  next: string | null;
}

const LAST = ['9999-12-31T00:00:00.000Z', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];

/** Answers, by what members say of them. */
@Injectable()
export class AnswersQueries {
  constructor(
    private readonly reads: Reads,
    private readonly threads: ThreadsQueries,
  ) {}

  /**
   * A question with its answers best first, each with the replies beneath it; throws ThreadNotFound. `after`: the number
   * of the post that was shown last. Two statements. Other discussions have one order alone.
   */
  async best(reader: Reader, threadId: string, { after, limit }: PostsAfter): Promise<ThreadPage> {
    const thread = await this.threads.head(reader, threadId);
    if (thread.kind !== 'question') return this.threads.page(reader, threadId, { after, limit });
    const rows = await this.reads.rows<PostRow>({
      name: 'answers.best',
      text: `${BEST_FIRST}
             SELECT ${postColumns({ reader: '$4', moderator: '$5', keys: '$6' })}, ${bookmarked('$4')}
               FROM shown s JOIN posts p ON p.id = s.id JOIN people a ON a.id = p.author_id
              ORDER BY s.score DESC, s.answer DESC, s.number`,
      values: [threadId, after, limit, reader.personId, hasRole(reader, 'moderator'), reader.keys],
    });
    const posts = rows.slice(0, limit);
    return { ...thread, after, posts, more: rows.length > limit ? posts.at(-1)!.number : null };
  }

  /** What members say of an answer that they tried, newest first; of what this reader may read. Two statements. */
  tries(reader: Reader, postId: string, input: TriesInput): Promise<Said<TryRow>> {
    return this.said(reader, postId, input, { name: 'answers.tries', text: TRIES_OF });
  }

  /** What members warn of in an answer, newest first; of what this reader may read. Two statements. */
  marks(reader: Reader, postId: string, input: TriesInput): Promise<Said<AnswerMarkRow>> {
    return this.said(reader, postId, input, { name: 'answers.marks', text: MARKS_OF });
  }

  private async said<Row extends TryRow | AnswerMarkRow>(
    reader: Reader,
    postId: string,
    { after, limit }: TriesInput,
    statement: { name: string; text: string },
  ): Promise<Said<Row>> {
    const post = await this.threads.post(reader, postId);
    if (post.body === null) return { post, items: [], next: null };
    const [at, id] = fromCursor(after, 'time', 'id') ?? LAST;
    const rows = await this.reads.rows<Omit<Row, 'at'> & { id: string; at: Date }>({
      ...statement,
      values: [postId, post.threadId, reader.personId, at, id, limit + 1],
    });
    const { items, next } = pageOf(rows, limit, (row) => [row.at, row.id]);
    return { post, items: items.map((row) => ({ ...row, at: row.at.toISOString() }) as unknown as Row), next };
  }

  /** The kind of council and the service that the actor's profile says. */
  async context(actor: Actor, threadId: string): Promise<Context> {
    const row = await this.reads.row<Context>({
      name: 'answers.context',
      text: CONTEXT,
      values: [actor.personId, threadId],
    });
    return row ?? { councilType: null, serviceArea: null };
  }

  /** The answers of a question that can be seen, in the order in which they came, at most fifty. */
  answers(reader: Reader, threadId: string): Promise<PostRow[]> {
    return this.reads.rows({
      name: 'answers.all',
      text: `SELECT ${postColumns({ reader: '$2', moderator: '$3', keys: '$4' })}
               FROM posts p JOIN people a ON a.id = p.author_id JOIN threads t ON t.id = p.thread_id
              WHERE p.thread_id = $1 AND p.number > 1 AND p.reply_to_id IS NULL AND p.hidden_at IS NULL AND p.began IS NULL
                AND t.visible_to && $4::text[]
              ORDER BY p.number LIMIT 50`,
      values: [threadId, reader.personId, hasRole(reader, 'moderator'), reader.keys],
    });
  }
}
