import { Injectable } from '@nestjs/common';
import { type Actor, hasRole, isSignedIn, NOTE_DUE, type Reader } from '#libs/people';
import { fromCursor, pageOf, Reads } from '#libs/platform/database';
import { DISCUSSED_IN, type Discussion } from '#libs/organisations';
import { type Author } from './author.ts';
import { authorColumns, momentOf } from './author.sql.ts';
import { type FollowLevel } from './follow-levels.ts';
import { type OpensTo } from './readership.ts';
import { bookmarked, type MovedTo, postColumns, type PostRow } from './posts.sql.ts';
import { type Audience } from './thread.entity.ts';
import { firstUnread, type ReadPosition, unreadCount } from './read-positions.ts';
import { PostNotFound, ThreadNotFound } from './threads.errors.ts';
import { type RevisionsInput, type ThreadListInput } from './threads.inputs.ts';

/** What a post said before. */
export interface RevisionRow {
  version: number;
  body: string;
  /** When it was written. */
  at: Date;
  /** Of what stood beside it, in its order. Null: not kept. */
  fileNames: string[] | null;
}

interface ThreadLink {
  id: string;
  title: string;
}

export interface ThreadHead extends Author {
  id: string;
  kind: 'question' | 'discussion';
  title: string;
  serviceAreas: string[];
  topics: string[];
  stage: string | null;
  audience: Audience;
  audienceId: string | null;
  audienceName: string | null;
  /** The day on which it opens to more people, "2027-04-01"; null: it stays for those who can read it. */
  confidentialUntil: string | null;
  opensTo: OpensTo | null;
  lockedAt: Date | null;
  lockedBy: 'asker' | 'moderator' | null;
  lockedReason: string | null;
  postCount: number;
  replyCount: number;
  acceptedCount: number;
  workedCount: number;
  failedCount: number;
  outdatedCount: number;
  followerCount: number;
  lastSeq: number;
  lang: string;
  fictional: boolean;
  hiddenAt: Date | null;
  /** Who asked took the whole of it back. */
  withdrawn: boolean;
  /** Since when all its posts are in another discussion; null: they are here. */
  mergedAt: Date | null;
  /** That discussion, for who may read it. */
  mergedInto: MovedTo | null;
  /** Closed as asked before. Null: it is not. */
  duplicateOfId: string | null;
  /** The question that asked it before, for who may read that. */
  duplicateOf: ThreadLink | null;
  /** Questions that are marked as duplicates of this one; null: none. */
  askedAlsoIn: ThreadLink[] | null;
  version: number;
  visibleTo: string[];
  createdAt: Date;
  /** The reader is to be told that their authority may hold what they write here. */
  noteDue: boolean;
  /** How much the reader is told of it; null: they never said, and took no part. */
  level: FollowLevel | null;
  /** Null: the reader has not opened it before. */
  position: ReadPosition | null;
  /** What its answers became; null: nothing yet. */
  guidance: { slug: string; title: string }[] | null;
  /** Discussions that name it by address. */
  discussedIn: Discussion[];
}

export interface ThreadPage extends ThreadHead {
  /** The posts shown are those after this number. */
  after: number;
  posts: PostRow[];
  /** The number of the last post on this page, where more follow; else null. */
  more: number | null;
}

export interface ThreadRow extends Author {
  id: string;
  kind: 'question' | 'discussion';
  title: string;
  fictional: boolean;
  serviceAreas: string[];
  topics: string[];
  stage: string | null;
  audience: Audience;
  replyCount: number;
  acceptedCount: number;
  /** For how many members an answer worked, and for how many it did not. */
  workedCount: number;
  failedCount: number;
  outdatedCount: number;
  /** Closed as asked before. */
  duplicate: boolean;
  lastPostAt: Date;
  createdAt: Date;
  /** How many posts the reader has not seen; null: they never opened it, or muted it. */
  unread: number | null;
}

/** A post with the thread it is in. */
export interface PostInThread extends PostRow {
  threadId: string;
  threadTitle: string;
  threadKind: 'question' | 'discussion';
}

/** Posts after the one that was shown last, by its number. */
export interface PostsAfter {
  after: number;
  limit: number;
}

/** After every id there is: where a list begins. */
export const LAST_UUID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Whether who asked took thread t back. Looked up only for what is hidden. */
const WITHDRAWN = `CASE WHEN t.hidden_at IS NULL THEN false
  ELSE EXISTS (SELECT FROM posts q WHERE q.thread_id = t.id AND q.number = 1 AND q.gone = 'deleted') END`;

const head = (reader: string): string => `
  t.id, t.kind, t.title, ${authorColumns({ by: 'a', of: 't', reader })},
  t.service_areas AS "serviceAreas", t.topics, t.stage, t.audience, t.audience_id AS "audienceId",
  t.confidential_until::text AS "confidentialUntil", t.opens_to AS "opensTo",
  CASE t.audience WHEN 'circle' THEN (SELECT name FROM circles WHERE id = t.audience_id)
                  WHEN 'organisation' THEN (SELECT name FROM organisations WHERE id = t.audience_id) END AS "audienceName",
  t.locked_at AS "lockedAt", t.locked_by AS "lockedBy", t.locked_reason AS "lockedReason", t.post_count AS "postCount", t.reply_count AS "replyCount",
  t.accepted_count AS "acceptedCount", t.worked_count AS "workedCount", t.failed_count AS "failedCount",
  t.outdated_count AS "outdatedCount", t.follower_count AS "followerCount", t.last_seq AS "lastSeq", t.lang, t.fictional,
  t.hidden_at AS "hiddenAt", ${WITHDRAWN} AS withdrawn, t.merged_at AS "mergedAt", t.duplicate_of_id AS "duplicateOfId",
  t.version, t.visible_to AS "visibleTo",
  ${momentOf('t.created_at', { of: 't', reader })} AS "createdAt"`;

/** The columns of a ThreadRow, from threads t and people a. */
export const threadColumns = (reader: string): string => `
  t.id, t.kind, t.title, ${authorColumns({ by: 'a', of: 't', reader })}, t.fictional,
  t.service_areas AS "serviceAreas", t.topics, t.stage, t.audience, t.reply_count AS "replyCount",
  t.accepted_count AS "acceptedCount", t.worked_count AS "workedCount", t.failed_count AS "failedCount",
  t.outdated_count AS "outdatedCount", t.duplicate_of_id IS NOT NULL AS duplicate, t.last_post_at AS "lastPostAt",
  ${momentOf('t.created_at', { of: 't', reader })} AS "createdAt", ${unreadCount('t', reader)} AS unread`;

/** Made from answers of thread t: guidance knows threads, so a thread knows of it in SQL alone. */
const GUIDANCE = `
  SELECT json_agg(json_build_object('slug', x.slug, 'title', x.title) ORDER BY x.title)
    FROM (SELECT DISTINCT g.slug, g.title
            FROM guidance_sources s JOIN guidance_pages g ON g.id = s.page_id AND g.visible_to && $2::text[]
           WHERE s.thread_id = t.id LIMIT 10) x`;

/** The thread in which the first post of thread `t` is now, and where, for those keys; null but where `t` was merged. */
const MERGED_INTO = (keys: string): string => `
  CASE WHEN t.merged_at IS NOT NULL THEN
    (SELECT json_build_object('threadId', mt.id, 'title', mt.title, 'postId', m.id, 'number', m.number)
       FROM posts stone JOIN posts m ON m.id = stone.moved_to_id
       JOIN threads mt ON mt.id = m.thread_id AND mt.visible_to && ${keys}::text[]
      WHERE stone.thread_id = t.id AND stone.number = 1) END`;

/** What links thread t to others, from its row alone where nothing does. */
const LINKS = (keys: string): string => `
  ${MERGED_INTO(keys)} AS "mergedInto",
  CASE WHEN t.duplicate_of_id IS NOT NULL THEN
    (SELECT json_build_object('id', o.id, 'title', o.title) FROM threads o
      WHERE o.id = t.duplicate_of_id AND o.visible_to && ${keys}::text[]) END AS "duplicateOf",
  (SELECT json_agg(json_build_object('id', d.id, 'title', d.title) ORDER BY d.at DESC)
     FROM (SELECT o.id, o.title, o.created_at AS at FROM threads o
            WHERE o.duplicate_of_id = t.id AND o.visible_to && ${keys}::text[]
            ORDER BY o.created_at DESC LIMIT 10) AS d) AS "askedAlsoIn"`;

/** As if nobody had answered. */
const UNSAID = {
  acceptedAt: null,
  workedCount: 0,
  partlyCount: 0,
  failedCount: 0,
  outdatedCount: 0,
  riskyCount: 0,
  tries: null,
  marks: null,
} as const;

/** Reads for pages and lists: one statement each, plain rows out, access inside the WHERE. */
@Injectable()
export class ThreadsQueries {
  constructor(private readonly reads: Reads) {}

  /**
   * Newest activity first, after the given row. What was taken back is found at its address alone.
   *
   * The bound is coalesced, never `$1 IS NULL OR …`: only so does every page start from the index.
   */
  async recent(
    reader: Reader,
    { after, limit, ...filters }: ThreadListInput,
  ): Promise<{ items: ThreadRow[]; next: string | null }> {
    const [at = 'infinity', id = LAST_UUID] = fromCursor(after, 'time', 'id') ?? [];
    const values: unknown[] = [reader.keys, at, id, limit + 1, reader.personId];
    const rows = await this.reads.rows<ThreadRow>({
      name: null,
      text: `SELECT ${threadColumns('$5')}
               FROM threads t JOIN people a ON a.id = t.author_id
              WHERE (t.last_post_at, t.id) < ($2::timestamptz, $3::uuid)
                AND t.visible_to && $1::text[] AND t.merged_at IS NULL AND NOT (${WITHDRAWN})
                ${chosen(filters, values)}
              ORDER BY t.last_post_at DESC, t.id DESC
              LIMIT $4`,
      values,
    });
    return pageOf(rows, limit, (row) => [row.lastPostAt.toISOString(), row.id]);
  }

  /**
   * A thread and its posts after a number, oldest first; or from the first that the reader has not seen, or the last of
   * them. Throws ThreadNotFound. Two statements, and the same rows of the index however long the thread is.
   */
  async page(
    reader: Reader,
    threadId: string,
    { after: from, limit }: { after: number | 'unread' | 'latest'; limit: number },
  ): Promise<ThreadPage> {
    const thread = await this.head(reader, threadId);
    const after = typeof from === 'number' ? from : startOf(from, thread, limit);
    const posts = await this.reads.rows<PostRow>({
      name: 'threads.posts',
      text: `SELECT ${postColumns({ reader: '$4', moderator: '$5', keys: '$6' })},
                    ${bookmarked('$4')}
               FROM posts p JOIN people a ON a.id = p.author_id
              WHERE p.thread_id = $1 AND p.number > $2
              ORDER BY p.number
              LIMIT $3`,
      values: [threadId, after, limit, reader.personId, hasRole(reader, 'moderator'), reader.keys],
    });
    const last = posts.at(-1);
    return { ...thread, after, posts, more: last && last.number < thread.postCount ? last.number : null };
  }

  /** The thread without its posts; throws ThreadNotFound. */
  async head(reader: Reader, threadId: string): Promise<ThreadHead> {
    const thread = await this.reads.row<ThreadHead>({
      name: 'threads.head',
      text: `SELECT ${head('$3')},
                    CASE WHEN $4::boolean AND t.audience <> 'public' THEN ${NOTE_DUE('$3::uuid')} ELSE false END AS "noteDue",
                    (SELECT f.level FROM thread_follows f WHERE f.thread_id = t.id AND f.person_id = $3::uuid) AS level,
                    (SELECT json_build_object('readNumber', r.read_number, 'ownAhead', r.own_ahead) FROM thread_reads r
                      WHERE r.person_id = $3::uuid AND r.thread_id = t.id) AS position,
                    (${GUIDANCE}) AS guidance, ${LINKS('$2')}, ${DISCUSSED_IN('thread', 't.id', '$2')} AS "discussedIn"
               FROM threads t JOIN people a ON a.id = t.author_id
              WHERE t.id = $1 AND t.visible_to && $2::text[]`,
      values: [threadId, reader.keys, reader.personId, isSignedIn(reader) && reader.publicSector],
    });
    if (!thread) throw ThreadNotFound();
    return thread;
  }

  /** One post with the thread it is in; throws PostNotFound. A hidden one comes without its text. */
  async post(reader: Reader, postId: string): Promise<PostInThread> {
    const row = await this.reads.row<PostInThread>({
      name: 'threads.post',
      text: `SELECT ${postColumns({ reader: '$2', moderator: '$3', keys: '$4' })}, t.id AS "threadId", t.title AS "threadTitle",
                    t.kind AS "threadKind"
               FROM posts p JOIN people a ON a.id = p.author_id JOIN threads t ON t.id = p.thread_id
              WHERE p.id = $1 AND t.visible_to && $4::text[]`,
      values: [postId, reader.personId, hasRole(reader, 'moderator'), reader.keys],
    });
    if (!row) throw PostNotFound();
    return row;
  }

  /**
   * What somebody posted, for them alone, also where they can no longer read the discussion: then without what others
   * said of it. Throws PostNotFound.
   */
  async ownPost({ personId, keys }: Actor, postId: string): Promise<PostRow> {
    const row = await this.reads.row<PostRow & { isReadable: boolean }>({
      name: 'threads.own-post',
      text: `SELECT ${postColumns({ reader: '$2', moderator: 'false', keys: '$3' })}, t.visible_to && $3::text[] AS "isReadable"
               FROM posts p JOIN people a ON a.id = p.author_id JOIN threads t ON t.id = p.thread_id
              WHERE p.id = $1 AND p.author_id = $2::uuid`,
      values: [postId, personId, keys],
    });
    if (!row) throw PostNotFound();
    const { isReadable, ...post } = row;
    return isReadable ? post : { ...post, ...UNSAID };
  }

  /**
   * Earlier texts of a post before a version, newest first, each with when it was written; for those who may read the post
   * now, and none of one that is hidden or gone. Throws PostNotFound.
   */
  async revisions(
    reader: Reader,
    postId: string,
    { before, limit }: RevisionsInput,
  ): Promise<{ post: PostRow & { threadId: string }; items: RevisionRow[]; next: number | null }> {
    const post = await this.post(reader, postId);
    if (post.hiddenAt) return { post, items: [], next: null };
    const items = await this.reads.rows<RevisionRow>({
      name: 'threads.revisions',
      text: `SELECT v.version, v.body, ${momentOf('v.at', { of: 'p', reader: '$4' })} AS at, v.file_names AS "fileNames"
               FROM post_revisions v JOIN posts p ON p.id = v.post_id AND p.hidden_at IS NULL
              WHERE v.post_id = $1 AND v.version < $2
              ORDER BY v.version DESC LIMIT $3`,
      values: [postId, before, limit + 1, reader.personId],
    });
    return { post, items: items.slice(0, limit), next: items.length > limit ? items[limit - 1]!.version : null };
  }
}

type Filters = Pick<ThreadListInput, 'answered' | 'serviceArea' | 'topic' | 'stage' | 'circle'>;

/** What a list of threads t is narrowed by, as SQL; what it needs is added to the values. */
export function chosen({ answered, serviceArea, topic, stage, circle }: Filters, values: unknown[]): string {
  const where = (sql: (parameter: string) => string, value: string | undefined): string =>
    value === undefined ? '' : `AND ${sql(`$${values.push(value)}`)}`;
  return [
    ANSWERED[answered],
    where((p) => `t.service_areas @> ARRAY[${p}]`, serviceArea),
    where((p) => `t.topics @> ARRAY[${p}]`, topic),
    where((p) => `t.stage = ${p}`, stage),
    where((p) => `t.audience = 'circle' AND t.audience_id = ${p}`, circle),
  ].join(' ');
}

const ANSWERED = {
  all: '',
  unanswered: 'AND t.reply_count = 0 AND t.duplicate_of_id IS NULL',
  answered: 'AND t.reply_count > 0 AND t.accepted_count = 0',
  accepted: 'AND t.accepted_count > 0',
  outdated: 'AND t.outdated_count > 0',
} as const;

/** So many posts that were read before stand above the first new one, to know where one is. */
const READ_BEFORE = 2;

function startOf(from: 'unread' | 'latest', { position, postCount }: ThreadHead, limit: number): number {
  const latest = Math.max(0, postCount - limit);
  if (from === 'latest' || latest === 0) return latest;
  const first = position ? firstUnread(position) : 1;
  return first > postCount ? latest : Math.max(0, first - 1 - READ_BEFORE);
}
