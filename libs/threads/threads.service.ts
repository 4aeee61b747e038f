import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { Notifications } from '#libs/notifications';
import { type Actor, hasRole, keysToWrite } from '#libs/people';
import { driverErrorOf, KeyReused, KeyUnderWay, type Once, Transactions, type Tx } from '#libs/platform/database';
import { NotAllowed, Refused, Stale } from '#libs/platform/errors';
import { Events } from '#libs/platform/events';
import { AudienceQueries } from './audience.queries.ts';
import { breaksPromise, readershipOf } from './readership.ts';
import { forgetPosted } from './drafts/drafts.service.ts';
import { maskFor } from './masks.queries.ts';
import { type Post } from './post.entity.ts';
import { ReadPositions } from './read-positions.ts';
import { postAddress } from './post-address.ts';
import { attachFiles, filesOf, isFileGone, mustBeFree, noSuchFile, setFiles } from './post-files.ts';
import { keepNamed, PostTexts } from './post-texts.ts';
import { FollowsService } from './follows.service.ts';
import { type NewReply, ReplyGroups } from './reply-groups.ts';
import { invite } from './invited.ts';
import { mustBeInAudience, openingOf } from './thread-audience.ts';
import { lockedFor, type LockedThread, mustBeAllowedToWrite, mustStand, ThreadChanges } from './thread-changes.ts';
import { Thread } from './thread.entity.ts';
import { ChangedMeanwhile, NotYours, PostNotFound, ThreadLocked, ThreadMerged } from './threads.errors.ts';
import {
  type AcceptInput,
  type AskInput,
  type EditPostInput,
  type EditThreadInput,
  type LockInput,
  type ReplyInput,
} from './threads.inputs.ts';
import { threadsPolicy } from './threads.policy.ts';
import { type PostRow } from './posts.sql.ts';

/** What a command gives back, so that a repeated one can give it back again. */
// A type, not an interface: only so is it assignable to Json.
// oxlint-disable-next-line typescript/consistent-type-definitions
export type PostReceipt = { id: string; threadId: string; number: number; seq: number };

@Injectable()
export class ThreadsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly events: Events,
    private readonly notifications: Notifications,
    private readonly replies: ReplyGroups,
    private readonly changes: ThreadChanges,
    private readonly positions: ReadPositions,
    private readonly texts: PostTexts,
    private readonly follows: FollowsService,
    private readonly audience: AudienceQueries,
  ) {}

  /** A thread with its first post; the asker follows it. */
  async ask(actor: Actor, input: AskInput, once: Once | null): Promise<PostReceipt> {
    mustBeInAudience(actor, input);
    const { confidentialUntil, opensTo } = openingOf(input);
    const text = await this.texts.prepare(actor, input.body);
    return this.transactions.once(once, async (tx) => {
      const { kind, title, serviceAreas, topics, stage, audience, audienceId, invited } = input;
      const mask = input.masked ? await maskOf(tx, actor, input) : null;
      const [row] = await tx.query<{ id: string }[]>(
        `INSERT INTO threads (id, kind, title, author_id, service_areas, topics, stage, audience, audience_id, confidential_until,
                              opens_to, mask, lang, fictional, post_count, last_seq, follower_count, last_post_at)
         SELECT ${newId('$9')}, $1, $2, p.id, $4, $5, $6, $7, $8, $10::date, $11, $9, CASE WHEN $9::text IS NULL THEN p.lang ELSE 'en' END,
                p.fictional, 1, 1, 1, CASE WHEN $9::text IS NULL THEN now() ELSE date_trunc('hour', now()) END
           FROM people p WHERE p.id = $3
         RETURNING id`,
        [
          kind,
          title,
          actor.personId,
          serviceAreas,
          topics,
          stage ?? null,
          audience,
          audienceId ?? null,
          mask,
          confidentialUntil,
          opensTo,
        ],
      );
      const threadId = row!.id;
      await this.follows.begun(tx, actor, threadId);
      await tx.query(`INSERT INTO thread_reads (person_id, thread_id, read_number) VALUES ($1, $2, 1)`, [
        actor.personId,
        threadId,
      ]);
      if (audience === 'invited') {
        const ids = invited.filter((id) => id !== actor.personId);
        await invite(tx, this.notifications, { threadId, keys: actor.keys, ids });
      }
      const [post] = await tx.query<{ id: string }[]>(
        `INSERT INTO posts (id, thread_id, number, author_id, author_organisation, body, body_html, mask)
         VALUES (${newId('$6')}, $1, 1, $2, $3, $4, $5, $6) RETURNING id`,
        [threadId, actor.personId, actor.organisation, text.body, text.html, mask],
      );
      const { id } = post!;
      await keepNamed(tx, id, text);
      await attachFiles(tx, actor, id, input.files);
      await forgetPosted(tx, actor, input);
      await this.events.append(tx, actor.personId, {
        streamId: threadId,
        seq: 1,
        kind: 'post-added',
        facts: { postId: id, number: 1 },
      });
      return { id, threadId, number: 1, seq: 1 };
    });
  }

  /**
   * Adds a post at the end, with its event and its job, in one statement: a transaction of its own where it came without
   * a key. That one change of the thread's row is the lock behind which replies queue, so numbers and seqs have no gaps.
   *
   * The post comes as its author reads it; null where it had been made before, by the same key or clientMessageId. Refused
   * where it says for whom it was written (`readers`), and others read it by now.
   */
  async reply(
    actor: Actor,
    threadId: string,
    input: ReplyInput,
    once: Once | null,
  ): Promise<PostReceipt & { post: PostRow | null }> {
    mustBeAllowedToWrite(actor);
    const { replyTo = null, clientMessageId = null, draft, draftVersion, readers } = input;
    const before = () => this.earlierMessage(actor, threadId, clientMessageId);
    if (readers !== undefined && (await this.isReadByMore(actor, threadId, readers))) {
      const earlier = await before();
      if (earlier) return { ...earlier, post: null };
      throw readByMore();
    }
    const text = await this.texts.prepare(actor, input.body);
    const reply: NewReply = {
      thread_id: threadId,
      author_id: actor.personId,
      keys: keysToWrite(actor),
      moderator: hasRole(actor, 'moderator'),
      organisation: actor.organisation,
      reply_to: replyTo,
      body: text.body,
      body_html: text.html,
      message_id: clientMessageId,
      cited: text.caseNotes,
      ...(text.references.length === 0 ? {} : { refs: text.references }),
      ...(input.files.length === 0 ? {} : { files: [...new Set(input.files)] }),
      ...(text.mentioned.length === 0 ? {} : { mentioned: text.mentioned }),
      ...(draft === undefined ? {} : { draft, draft_version: draftVersion ?? null }),
      key: once?.key ?? null,
      request_hash: once?.requestHash.toString('hex') ?? null,
      patient: once?.patient ?? false,
    };
    try {
      const { post, free, keptHash, kept } = await this.replies.add(reply);
      if (post) this.positions.wrote(actor, threadId, post.number);
      if (post) return { id: post.id, threadId, number: post.number, seq: post.seq, post };
      if (!once || (free && keptHash === null)) {
        const earlier = await before();
        if (earlier) return { ...earlier, post: null };
        throw await this.whyNotAdded(actor, threadId, input.files);
      }
      if (keptHash === reply.request_hash) return { ...(kept as PostReceipt), post: null };
      throw keptHash === null ? new KeyUnderWay() : new KeyReused();
    } catch (error) {
      const isTaken = driverErrorOf(error).constraint === 'posts_client_message';
      if (!isTaken && !isFileGone(error)) throw error;
      const earlier = await before();
      if (earlier) return { ...earlier, post: null };
      throw isTaken ? messageIdReused() : noSuchFile();
    }
  }

  /**
   * Changes one's own text. The old one is kept, to be read by who may read the post, and the post says that it was edited:
   * but not in the first five minutes while nobody has replied, when a slip is only put right. Where it says
   * already what is asked for, nothing happens. Throws Stale when it is no longer at `version`.
   */
  async edit(actor: Actor, postId: string, input: EditPostInput, version: number | null): Promise<PostReceipt> {
    const text = await this.texts.prepare(actor, input.body);
    return this.transactions.run(async (tx) => {
      const post = await this.changes.lockPost(tx, actor, postId);
      if (!threadsPolicy.canEditPost(actor, post)) throw new NotYours('Only its author can change a post.');
      mustStand(post);
      const before = input.files === undefined ? [] : await filesOf(tx, postId);
      const files = input.files !== undefined && input.files.join() !== before.join() ? input.files : null;
      if (text.body === post.body && files === null) return receipt(post, post.thread.lastSeq);
      if (version !== null && version !== post.version) {
        throw new Stale(post.version, { body: post.body, files: await filesOf(tx, postId) });
      }
      const silent = post.isFresh && post.number === post.thread.postCount && post.acceptedAt === null;
      if (!silent) {
        await tx.query(
          `INSERT INTO post_revisions (post_id, version, body, edited_by, at, file_names)
           SELECT id, version, body, $2, coalesce(edited_at, created_at),
                  ARRAY(SELECT f.name FROM post_files pf JOIN files f ON f.id = pf.file_id
                         WHERE pf.post_id = p.id AND pf.removed_at IS NULL ORDER BY pf.position)
             FROM posts p WHERE id = $1`,
          [postId, actor.personId],
        );
      }
      await tx.query(
        `UPDATE posts SET body = $2, body_html = $3, version = version + 1,
                edited_at = CASE WHEN $4::boolean THEN edited_at ELSE now() END
          WHERE id = $1`,
        [postId, text.body, text.html, silent],
      );
      await keepNamed(tx, postId, text);
      if (files !== null) await setFiles(tx, actor, postId, files);
      const seq = await this.changes.happened(tx, actor, post.thread, 'post-edited', post);
      return receipt(post, seq);
    });
  }

  /** Changes title and subjects. Where they are so already, nothing happens. Throws Stale when it is no longer at `version`. */
  editThread(actor: Actor, threadId: string, input: EditThreadInput, version: number | null): Promise<number> {
    return this.transactions.run(async (tx) => {
      const thread = await this.changes.lockThread(tx, actor, threadId);
      if (thread.mergedAt !== null) throw new ThreadMerged();
      if (!threadsPolicy.canEditThread(actor, thread)) throw new NotYours('Only who asked can change a question.');
      const { title, serviceAreas, topics, stage = null } = input;
      const next = { title, serviceAreas, topics, stage };
      if (isDeepStrictEqual(next, asEdited(thread))) return thread.version;
      if (version !== null && version !== thread.version) throw new Stale(thread.version, asEdited(thread));
      await tx.update(Thread, threadId, { ...next, version: thread.version + 1 });
      await this.changes.happened(tx, actor, thread, 'thread-edited');
      return thread.version + 1;
    });
  }

  /** The asker says that an answer helped, or takes that back. Several may be accepted. Saying it twice changes nothing. */
  accept(actor: Actor, threadId: string, { postId, accepted }: AcceptInput): Promise<PostReceipt> {
    return this.transactions.run(async (tx) => {
      const post = await this.changes.lockPost(tx, actor, postId);
      if (post.threadId !== threadId) throw PostNotFound();
      const { thread } = post;
      if (!threadsPolicy.canAccept(actor, thread)) throw new NotYours('Only who asked can accept an answer.');
      if (!threadsPolicy.isAnswer(post, thread)) {
        throw new Refused('threads.not-an-answer', [{ field: 'postId', message: 'Only an answer can be accepted' }]);
      }
      mustStand(post);
      if ((post.acceptedAt !== null) === accepted) return receipt(post, thread.lastSeq);
      await tx.query(`UPDATE posts SET accepted_at = CASE WHEN $2::boolean THEN now() END WHERE id = $1`, [
        postId,
        accepted,
      ]);
      await tx.query(`UPDATE threads SET accepted_count = accepted_count + $2 WHERE id = $1`, [
        threadId,
        accepted ? 1 : -1,
      ]);
      const seq = await this.changes.happened(
        tx,
        actor,
        thread,
        accepted ? 'answer-accepted' : 'answer-unaccepted',
        post,
      );
      if (accepted && post.authorId !== actor.personId) {
        await this.notifications.tell(tx, await this.follows.unlessMuted(tx, threadId, [post.authorId]), {
          kind: 'answer-accepted',
          cause: `answer-accepted:${postId}`,
          title: 'Your answer was accepted: {title}',
          about: { kind: 'thread', id: threadId, unnamed: 'Your answer was accepted' },
          url: postAddress(threadId, post.number),
        });
      }
      return receipt(post, seq);
    });
  }

  /**
   * Closes a discussion to new replies, or opens it again: who asked, or a moderator, who says why. Who asked opens only
   * what they closed themselves, and is told what a moderator does. Opened again it is no duplicate any more. Saying it
   * twice changes nothing. For moderation, which logs what moderators do: `own` where it was who asked.
   */
  async lock(
    tx: Tx,
    actor: Actor,
    threadId: string,
    { locked, reason }: LockInput,
  ): Promise<{ locked: boolean; changed: boolean; own: boolean }> {
    const { thread, original } = await this.lockWithOriginal(tx, actor, threadId);
    if (thread.mergedAt !== null) throw new ThreadMerged();
    if (!threadsPolicy.canLock(actor, thread)) throw new NotAllowed();
    const own = thread.authorId === actor.personId;
    if ((thread.lockedAt !== null) === locked) return { locked, changed: false, own };
    if (!own && !reason) {
      throw new Refused('threads.no-reason', [{ field: 'reason', message: 'Say why. Who asked reads it' }]);
    }
    await tx.update(Thread, threadId, {
      lockedAt: locked ? new Date() : null,
      lockedBy: locked ? (own ? 'asker' : 'moderator') : null,
      lockedReason: (locked && reason) || null,
      duplicateOfId: null,
    });
    const seq = await this.changes.happened(tx, actor, thread, locked ? 'thread-locked' : 'thread-unlocked');
    if (original) await this.changes.happened(tx, actor, original, 'duplicates-changed');
    if (!own) {
      const did = locked ? 'A moderator closed your discussion' : 'A moderator opened your discussion again';
      await this.notifications.tell(tx, [thread.authorId], {
        kind: locked ? 'thread-locked' : 'thread-unlocked',
        cause: `thread-lock:${threadId}:${seq}`,
        title: `${did}: {title}`,
        about: { kind: 'thread', id: threadId, unnamed: did },
        detail: reason,
        url: `/threads/${threadId}`,
      });
    }
    return { locked, changed: true, own };
  }

  /** Locked in the order of their ids, whichever of the two is looked for. */
  private async lockWithOriginal(
    tx: Tx,
    actor: Actor,
    threadId: string,
  ): Promise<{ thread: LockedThread; original: LockedThread | undefined }> {
    const [row] = await tx.query<{ of: string | null }[]>(`SELECT duplicate_of_id AS of FROM threads WHERE id = $1`, [
      threadId,
    ]);
    const of = row?.of ?? null;
    const threads = await this.changes.lockThreads(tx, [threadId, ...(of === null ? [] : [of])]);
    const thread = lockedFor(actor, threads, threadId);
    if (thread.duplicateOfId !== of) throw new ChangedMeanwhile();
    return { thread, original: of === null ? undefined : threads.get(of) };
  }

  /**
   * Hides a post, or shows it again: the question with its whole thread, any other post as a tombstone in its place.
   * For moderation, which has checked the right, logs it and tells the author.
   */
  async setHidden(
    tx: Tx,
    actor: Actor,
    postId: string,
    hidden: boolean,
    reason: string | null,
  ): Promise<{ changed: boolean }> {
    const post = await this.changes.lockPost(tx, actor, postId);
    const { thread } = post;
    // What its author deleted stays so: hidden as well, its author cannot bring it back, and a moderator only by restoreDeleted().
    const deleted = post.gone === 'deleted';
    const done = deleted ? !hidden || post.hiddenReason !== null : (post.hiddenAt !== null) === hidden;
    if (done) return { changed: false };
    await tx.query(
      `UPDATE posts SET hidden_at = CASE WHEN $2::boolean THEN coalesce(hidden_at, now()) END, hidden_reason = $3 WHERE id = $1`,
      [postId, hidden, hidden ? reason : null],
    );
    if (!deleted) await this.changes.count(tx, post, hidden ? -1 : 1);
    await this.changes.happened(tx, actor, thread, hidden ? 'post-hidden' : 'post-restored', post);
    return { changed: true };
  }

  /**
   * Tells who is named in these posts, or in whose organisation's name: once a post, however often it is edited; nobody
   * who may not read it, who wrote it, or who wants to hear nothing of the discussion.
   */
  async tellMentioned(postIds: readonly string[]): Promise<void> {
    await this.transactions.run(async (tx) => {
      const told = await tx.query<{ personId: string; postId: string; threadId: string; number: number }[]>(
        `SELECT m.person_id AS "personId", p.id AS "postId", p.thread_id AS "threadId", p.number
           FROM post_mentions m
           JOIN posts p ON p.id = m.post_id AND p.hidden_at IS NULL AND p.author_id <> m.person_id
           JOIN threads t ON t.id = p.thread_id
           JOIN people r ON r.id = m.person_id AND r.reader_keys && t.visible_to
           LEFT JOIN thread_follows f ON f.thread_id = t.id AND f.person_id = m.person_id
          WHERE m.post_id = ANY ($1::uuid[]) AND f.level IS DISTINCT FROM 'muted'`,
        [postIds],
      );
      for (const { personId, postId, threadId, number } of told) {
        await this.notifications.tell(tx, [personId], {
          kind: 'mentioned',
          cause: `mentioned:${postId}`,
          title: 'You are named in: {title}',
          about: { kind: 'thread', id: threadId, unnamed: 'You are named in a discussion that you can no longer read' },
          url: postAddress(threadId, number),
        });
      }
    });
  }

  private async isReadByMore(actor: Actor, threadId: string, readers: string): Promise<boolean> {
    const told = readershipOf(readers);
    return told !== null && breaksPromise(told, await this.audience.readership(actor, threadId));
  }

  /** addReply() found no thread to add to, or no answer in it. */
  private whyNotAdded(actor: Actor, threadId: string, files: readonly string[]): Promise<Error> {
    return this.transactions.run(async (tx) => {
      const thread = await this.changes.lockThread(tx, actor, threadId);
      if (!threadsPolicy.canReply(actor, thread)) return new ThreadLocked();
      await mustBeFree(tx, actor, files, null);
      return new Refused('threads.no-such-answer', [
        { field: 'replyTo', message: 'The post you are replying to is not in this discussion' },
      ]);
    });
  }

  /**
   * The post that carried this clientMessageId here before, wherever it is now: a retry never posts twice, and is told so
   * whatever became of the discussion meanwhile. Of where it was moved only who may read it there is told. Null: there is none.
   */
  private earlierMessage(actor: Actor, threadId: string, clientMessageId: string | null): Promise<PostReceipt | null> {
    if (clientMessageId === null) return Promise.resolve(null);
    return this.transactions.run(async (tx) => {
      const [row] = await tx.query<PostReceipt[]>(
        `SELECT p.id, CASE WHEN t.visible_to && $4::text[] THEN p.thread_id ELSE e.stream_id END AS "threadId",
                CASE WHEN t.visible_to && $4::text[] THEN p.number ELSE (e.facts ->> 'number')::int END AS number, e.seq
           FROM posts p
           JOIN threads t ON t.id = p.thread_id
           JOIN events e ON e.stream_id = $3 AND e.kind = 'post-added' AND e.facts ->> 'postId' = p.id::text
          WHERE p.author_id = $1 AND p.client_message_id = $2`,
        [actor.personId, clientMessageId, threadId, actor.keys],
      );
      return row ?? null;
    });
  }
}

/** All that editThread() changes. */
const asEdited = ({ title, serviceAreas, topics, stage }: LockedThread) => ({ title, serviceAreas, topics, stage });

const receipt = ({ id, threadId, number }: Post, seq: number): PostReceipt => ({ id, threadId, number, seq });

/**
 * An id under a mask says nothing of when it was made: others begin with the millisecond. `mask` is SQL. Its language is
 * that of most, since the writer's own would narrow who it can be.
 */
const newId = (mask: string): string => `CASE WHEN ${mask}::text IS NULL THEN uuid_v7() ELSE gen_random_uuid() END`;

/** As narrow as those who can read it allow. */
async function maskOf(tx: Tx, actor: Actor, { audience, audienceId }: AskInput): Promise<string> {
  if (audience === 'invited') {
    throw noMask('Whom you invite knows who invited them, so you cannot ask them under a mask');
  }
  const key = audienceId === undefined ? 'network' : `${audience}:${audienceId}`;
  const label = await maskFor(tx, actor, key);
  if (label === null) throw noMask('Too few people like you can read this for a mask to hide you');
  return label;
}

const messageIdReused = (): Refused =>
  new Refused('threads.message-id-reused', [
    { field: 'clientMessageId', message: 'This clientMessageId was used in another discussion' },
  ]);

const readByMore = (): Refused =>
  new Refused('threads.readers-changed', [
    {
      field: 'body',
      message: 'More people can read this than when you began to write, or will sooner. Look above, then post it again',
    },
  ]);

const noMask = (message: string): Refused => new Refused('threads.no-mask', [{ field: 'masked', message }]);
