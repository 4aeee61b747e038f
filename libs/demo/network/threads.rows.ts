import { citedCaseNotes } from '#libs/case-notes';
import { renderPost } from '#libs/threads';
import { CASE_LINE, type DemoFiles } from '../demo-files.ts';
import { type DemoThread } from '../files/threads.file.ts';
import { idOf } from '#libs/platform/database';
import { type Row, type TableRows } from '../rows.ts';
import { caseNoteId } from './case-notes.rows.ts';
import { organisationNames } from './organisations.rows.ts';
import { personId } from './people.rows.ts';

export const threadId = (key: string): string => idOf('thread', key);
/** Number 1 is the question; the reply at index 0 of the file is post 2. */
export const postId = (key: string, number: number): string => idOf('post', `${key}/${number}`);

export interface DemoPost {
  id: string;
  number: number;
  replyToId: string | null;
  author: string;
  at: string;
  body: string;
  acceptedAt: string | null;
}

const MINUTES = 60_000;

const address = (text: string): string =>
  text.replace(CASE_LINE, (_line, note: string) => `/case-notes/${caseNoteId(note)}`);

/** The posts as the platform would have kept them: numbered, two levels deep, citing by address. */
export function postsOf(thread: DemoThread): DemoPost[] {
  const { key, author, at, body, replies } = thread;
  const level = replies.map(({ replyTo }) => replyTo ?? null);
  const answerOf = (index: number): number => (level[index] == null ? index : answerOf(level[index]));
  return [
    { id: postId(key, 1), number: 1, replyToId: null, author, at, body: address(body), acceptedAt: null },
    ...replies.map((reply, index) => ({
      id: postId(key, index + 2),
      number: index + 2,
      replyToId: level[index] == null ? null : postId(key, answerOf(level[index]) + 2),
      author: reply.author,
      at: reply.at,
      body: address(reply.body),
      acceptedAt: reply.accepted ? acceptedAt(thread, reply.at) : null,
    })),
  ];
}

/** With the asker's last word in the thread, where they had one after the answer; else some hours after it. */
function acceptedAt({ author, replies }: DemoThread, answeredAt: string): string {
  const lastWord = replies.findLast((reply) => reply.author === author && reply.at > answeredAt);
  const at = lastWord ? Date.parse(lastWord.at) + 2 * MINUTES : Date.parse(answeredAt) + 300 * MINUTES;
  return new Date(at).toISOString();
}

export const threadRows = (files: DemoFiles): TableRows[] => threadTables(files, files.threads, null);

/** Threads with all that belongs to them; of one circle, or of none. */
export function threadTables(files: DemoFiles, threads: readonly DemoThread[], circle: string | null): TableRows[] {
  const names = organisationNames(files);
  const workplaces = new Map(files.people.map(({ key, organisation }) => [key, names.get(organisation ?? '') ?? null]));
  const tables = { threads: [], posts: [], post_citations: [], thread_follows: [], events: [] } as Record<
    string,
    Row[]
  >;
  for (const thread of threads) {
    const posts = postsOf(thread);
    const events = eventsOf(thread.key, posts);
    const follows = followsOf(posts);
    tables['threads']!.push({ ...threadRow(thread, posts, events.length, follows.length), audience_id: circle });
    tables['posts']!.push(
      ...posts.map((post) => ({
        id: post.id,
        thread_id: threadId(thread.key),
        number: post.number,
        reply_to_id: post.replyToId,
        author_id: personId(post.author),
        author_organisation: workplaces.get(post.author) ?? null,
        mask: post.author === thread.author ? (thread.mask ?? null) : null,
        body: post.body,
        body_html: renderPost(post.body),
        accepted_at: post.acceptedAt,
        created_at: post.at,
      })),
    );
    tables['post_citations']!.push(
      ...posts.flatMap(({ id, body }) =>
        citedCaseNotes(body).map((noteId, index) => ({ post_id: id, case_note_id: noteId, position: index + 1 })),
      ),
    );
    tables['thread_follows']!.push(...follows.map((follow) => ({ thread_id: threadId(thread.key), ...follow })));
    tables['events']!.push(...events);
  }
  return Object.entries(tables).map(([table, rows]) => ({ table, rows }));
}

function threadRow(thread: DemoThread, posts: readonly DemoPost[], lastSeq: number, followers: number): Row {
  return {
    id: threadId(thread.key),
    kind: thread.kind,
    title: thread.title,
    author_id: personId(thread.author),
    mask: thread.mask ?? null,
    service_areas: thread.serviceAreas,
    topics: thread.topics,
    stage: thread.stage ?? null,
    audience: thread.audience,
    post_count: posts.length,
    reply_count: posts.length - 1,
    accepted_count: posts.filter((post) => post.acceptedAt !== null).length,
    follower_count: followers,
    last_seq: lastSeq,
    last_post_at: posts.at(-1)!.at,
    fictional: true,
    created_at: thread.at,
  };
}

/** Who asked or replied follows, from their first post on. */
function followsOf(posts: readonly DemoPost[]): { person_id: string; at: string }[] {
  const first = new Map<string, string>();
  for (const { author, at } of posts) if (!first.has(author)) first.set(author, at);
  return [...first].map(([author, at]) => ({ person_id: personId(author), at }));
}

/** What happened, in order: every post, and every answer that was accepted. */
function eventsOf(key: string, posts: readonly DemoPost[]): Row[] {
  const asker = posts[0]!.author;
  const happened = posts.flatMap((post) => [
    { kind: 'post-added', at: Date.parse(post.at), by: post.author, post },
    ...(post.acceptedAt === null
      ? []
      : [{ kind: 'answer-accepted', at: Date.parse(post.acceptedAt), by: asker, post }]),
  ]);
  return happened
    .toSorted((a, b) => a.at - b.at)
    .map(({ kind, at, by, post }, index) => ({
      stream_id: threadId(key),
      seq: index + 1,
      kind,
      facts: { postId: post.id, number: post.number },
      actor_id: personId(by),
      at: new Date(at).toISOString(),
    }));
}
