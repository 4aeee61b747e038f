import { Injectable } from '@nestjs/common';
import { type Actor, ANONYMOUS, hasRole, isSignedIn, NOTE_DUE, type Reader } from '#libs/people';
import { fromCursor, pageOf, Reads } from '#libs/platform/database';
import { type UploadedFile } from '#libs/files';
import { DISCUSSED_IN, type Discussion } from '#libs/organisations';
import { type CitationRow, CITATION_JSON } from '#libs/case-notes';
import { type AnswerMarkRow, type OwnTry, saidColumns, type TryRow } from './answers.sql.ts';
import { type Author } from './author.ts';
import { authorColumns, momentOf, postAuthorColumns, shownNameOf } from './author.sql.ts';
import { REFERENCES_OF, type ReferenceRow } from './references.sql.ts';
import { type FollowLevel } from './follow-levels.ts';
import { type OpensTo } from './readership.ts';
import { type Audience } from './thread.entity.ts';
import { firstUnread, type ReadPosition, unreadCount } from './read-positions.ts';
import { PostNotFound, ThreadNotFound } from './threads.errors.ts';
import { type ThreadEvent } from './threads.events.ts';
import { type RevisionsInput, type ThreadEventsInput, type ThreadListInput } from './threads.inputs.ts';

export interface PostRow extends Author {
  id: string;
  number: number;
  replyToId: string | null;
  /** The answer that this is a reply to. */
  replyToNumber: number | null;
  /** As it is shown: a first name, or a label. */
  replyToName: string | null;
  authorOrganisation: string | null;
  fictional: boolean;
  /** Null where it was hidden and this reader may not see it any more. */
  body: string | null;
  bodyHtml: string | null;
  lang: string;
  version: number;
  editedAt: Date | null;
  acceptedAt: Date | null;
  hiddenAt: Date | null;
  hiddenReason: string | null;
  /** Why it is not there to be read, since `hiddenAt`. Null: it stands, or a moderator hid it. */
  gone: 'deleted' | 'moved' | null;
  /** Where it is now, for who may read that. */
  movedTo: MovedTo | null;
  /** The title of the discussion that it began, which was merged into this one; else null. */
  began: string | null;
  createdAt: Date;
  citations: CitationRow[] | null;
  /** By the reader; known on the pages of its thread alone. */
  bookmarked?: boolean;
  workedCount: number;
  partlyCount: number;
  failedCount: number;
  outdatedCount: number;
  riskyCount: number;
  /** The newest of what members say who tried it; null: nobody yet, or not to be seen. */
  tries: TryRow[] | null;
  marks: AnswerMarkRow[] | null;
  /** What the reader said of it. */
  mine: OwnTry | null;
  /** What else it names by address. */
  references: ReferenceRow[] | null;
  files: FileRow[] | null;
}

/** What a post said before. */
export interface RevisionRow {
  version: number;
  body: string;
  /** When it was written. */
  at: Date;
  /** Of what stood beside it, in its order. Null: not kept. */
  fileNames: string[] | null;
}

interface MovedTo {
  threadId: string;
  title: string;
  postId: string;
  number: number;
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

export interface ThreadEventRow {
  seq: number;
  kind: ThreadEvent['kind'];
  at: Date;
  post: PostRow | null;
}

/** As many as one acknowledgement or one push takes; a longer absence is a fresh load. */
export const CATCH_UP_MAX = 200;
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

/** A file beside a post. */
export type FileRow = UploadedFile;

/** As a FileRow, from files f. */
const FILE_JSON = `json_build_object('id', f.id, 'name', f.name, 'kind', f.kind, 'size', f.size, 'width', f.width,
  'height', f.height, 'alt', f.alt)`;

/**
 * Each is SQL: the reader's id, whether they may see what is hidden, their keys; and where citations and references are,
 * null for none.
 */
interface PostReader {
  reader: string;
  moderator: string;
  keys: string;
  citations?: string | null;
  references?: string | null;
  files?: string | null;
  /** All of them were only just written: none is gone. */
  fresh?: boolean;
  /** With what members say of it, not only how many; where they may be asked at all. */
  said?: boolean;
}

const MOVED = (keys: string): string => `p.gone,
    CASE WHEN p.moved_to_id IS NOT NULL THEN
      (SELECT json_build_object('threadId', mt.id, 'title', mt.title, 'postId', m.id, 'number', m.number)
         FROM posts m JOIN threads mt ON mt.id = m.thread_id AND mt.visible_to && ${keys}::text[]
        WHERE m.id = p.moved_to_id) END AS "movedTo", p.began`;

/** The columns of a PostRow, from posts p and people a. A hidden text leaves as null. */
export const postColumns = ({
  reader,
  moderator,
  keys,
  citations = 'post_citations',
  references = 'post_references',
  files = 'post_files',
  fresh = false,
  said = !fresh,
}: PostReader): string => {
  const seen = `(p.hidden_at IS NULL OR p.gone IS NULL AND (${moderator} OR p.author_id = ${reader}::uuid))`;
  return `p.id, p.number, p.reply_to_id AS "replyToId",
    CASE WHEN p.reply_to_id IS NOT NULL THEN (SELECT r.number FROM posts r WHERE r.id = p.reply_to_id AND r.thread_id = p.thread_id) END AS "replyToNumber",
    CASE WHEN p.reply_to_id IS NOT NULL THEN
      (SELECT ${shownNameOf({ by: 'ra', of: 'r' })} FROM posts r JOIN people ra ON ra.id = r.author_id
        WHERE r.id = p.reply_to_id AND r.thread_id = p.thread_id) END AS "replyToName",
    ${postAuthorColumns({ by: 'a', of: 'p', reader })},
    CASE WHEN ${seen} THEN p.body END AS body, CASE WHEN ${seen} THEN p.body_html END AS "bodyHtml",
    p.lang, p.version, ${momentOf('p.edited_at', { of: 'p', reader })} AS "editedAt", p.accepted_at AS "acceptedAt",
    p.hidden_at AS "hiddenAt", p.hidden_reason AS "hiddenReason",
    ${momentOf('p.created_at', { of: 'p', reader })} AS "createdAt", ${fresh ? 'NULL AS gone, NULL::json AS "movedTo", NULL AS began' : MOVED(keys)},
    ${
      citations === null
        ? 'NULL::json'
        : `CASE WHEN ${seen} THEN (SELECT json_agg(${CITATION_JSON('n')} ORDER BY c.position)
       FROM ${citations} c JOIN case_notes n ON n.id = c.case_note_id AND n.visible_to && ${keys}::text[]
      WHERE c.post_id = p.id) END`
    } AS citations,
    ${
      references === null
        ? 'NULL::json'
        : `CASE WHEN p.has_references AND ${seen} THEN (${REFERENCES_OF('p.id', keys, references)}) END`
    } AS "references",
    ${
      files === null
        ? 'NULL::json'
        : `CASE WHEN p.has_files AND ${seen} THEN (
             SELECT json_agg(${FILE_JSON} ORDER BY pf.position) FROM ${files} pf JOIN files f ON f.id = pf.file_id
              WHERE pf.post_id = p.id AND pf.removed_at IS NULL) END`
    } AS files, ${saidColumns(seen, said ? reader : null)}`;
};

/** For the pages of a thread, from posts p: whether the reader has bookmarked it. */
export const bookmarked = (reader: string): string =>
  `EXISTS (SELECT FROM bookmarks b WHERE b.person_id = ${reader}::uuid AND b.post_id = p.id) AS bookmarked`;

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

  /**
   * What happened after a seq, in order, with what stands now where the post stood: so a post that was moved to where fewer
   * may read it comes to nobody by the events of its old place. Throws ThreadNotFound. The same range for the socket's
   * acknowledgement and for GET …/events: `resync` where the log does not lead there, or by so much that a fresh load is
   * less.
   */
  async events(
    reader: Reader,
    threadId: string,
    { afterSeq, limit }: ThreadEventsInput,
  ): Promise<{ lastSeq: number; events: ThreadEventRow[]; resync: boolean }> {
    const { lastSeq } = await this.head(reader, threadId);
    const resync = afterSeq > lastSeq || lastSeq - afterSeq > CATCH_UP_MAX;
    const events = afterSeq >= lastSeq ? [] : await this.eventsAfter(reader, threadId, afterSeq, limit);
    // Something may have been committed between the two statements.
    return { lastSeq: Math.max(lastSeq, events.at(-1)?.seq ?? 0), events, resync };
  }

  /** As events(), for a caller that has asked how far the thread has come already. */
  async eventsAfter(reader: Reader, threadId: string, afterSeq: number, limit: number): Promise<ThreadEventRow[]> {
    const rows = await this.reads.rows<EventRow>({
      name: 'threads.events',
      text: eventsText('AND t.visible_to && $6::text[]'),
      values: [threadId, afterSeq, limit, reader.personId, hasRole(reader, 'moderator'), reader.keys],
    });
    return rows.map(toEvent);
  }

  /**
   * What happened after a seq as anybody may see it, and who may read the thread, as of one moment: for the push, which
   * then asks who of its readers has one of those keys. Asked apart, what was committed after a right was lost could be
   * sent by the right from before.
   */
  async told(threadId: string, afterSeq: number): Promise<{ visibleTo: readonly string[]; events: ThreadEventRow[] }> {
    const rows = await this.reads.rows<EventRow & { visibleTo: string[] }>({
      name: 'threads.told',
      text: eventsText(),
      values: [threadId, afterSeq, CATCH_UP_MAX, ANONYMOUS.personId, false, ANONYMOUS.keys],
    });
    return { visibleTo: rows[0]?.visibleTo ?? [], events: rows.map(toEvent) };
  }
}

type EventRow = { seq: number; kind: ThreadEvent['kind']; at: Date; postId: string | null } & PostRow;

const toEvent = ({ seq, kind, at, postId, ...row }: EventRow): ThreadEventRow => ({
  seq,
  kind,
  at,
  post: postId === null ? null : row,
});

/**
 * $1: the thread, $2: after which seq, $3: how many, then the reader. In a masked discussion all happens to the hour,
 * whoever did it: see momentOf().
 */
const eventsText = (guard = ''): string => `
  SELECT e.seq, e.kind, CASE WHEN t.mask IS NULL THEN e.at ELSE date_trunc('hour', e.at) END AS at, t.visible_to AS "visibleTo", p.id AS "postId",
         ${postColumns({ reader: '$4', moderator: '$5', keys: '$6', said: false })}
    FROM events e
    JOIN threads t ON t.id = e.stream_id ${guard}
    LEFT JOIN posts p ON p.thread_id = e.stream_id AND p.number = (e.facts ->> 'number')::int
    LEFT JOIN people a ON a.id = p.author_id
   WHERE e.stream_id = $1 AND e.seq > $2
   ORDER BY e.seq
   LIMIT $3`;

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
