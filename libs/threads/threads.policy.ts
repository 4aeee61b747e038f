import { hasRole, type Reader } from '#libs/people';
import { type Post } from './post.entity.ts';
import { type Thread } from './thread.entity.ts';

/** Null: the author is masked, and not the reader. */
interface Owned {
  authorId: string | null;
}

/** Nobody signed in is no masked author: both are null. */
const wrote = (reader: Reader, { authorId }: Owned): boolean => authorId !== null && reader.personId === authorId;

/** Who may do what. Reading is also `visible_to && keys` in ThreadsQueries; a test runs both over the same cases. */
export const threadsPolicy = {
  canRead: (reader: Reader, { visibleTo }: Pick<Thread, 'visibleTo'>): boolean =>
    visibleTo.some((key) => reader.keys.includes(key)),

  /** Moderators may close a discussion with a last word; in one that was merged nobody reads it. */
  canReply: (reader: Reader, { lockedAt, mergedAt }: Pick<Thread, 'lockedAt' | 'mergedAt'>): boolean =>
    reader.personId !== null && (lockedAt === null || (mergedAt === null && hasRole(reader, 'moderator'))),

  /** The asker says what helped; a question in a closed discussion can still be settled. */
  canAccept: (reader: Reader, thread: Owned & Pick<Thread, 'kind'>): boolean =>
    thread.kind === 'question' && wrote(reader, thread),

  /** Which can be accepted, tried and marked: no question, also not one that was merged in, and no reply to an answer. */
  isAnswer: (
    { number, replyToId, began }: Pick<Post, 'number' | 'replyToId' | 'began'>,
    { kind }: Pick<Thread, 'kind'>,
  ): boolean => kind === 'question' && number > 1 && replyToId === null && began === null,

  /**
   * Whoever may read an answer may say what came of it, the asker too, but not who wrote it. Also in a discussion that is
   * closed: that ends the talk, and what happened afterwards is what others need to know.
   */
  canTry: (
    reader: Reader,
    post: Owned & Pick<Post, 'number' | 'replyToId' | 'began' | 'hiddenAt'>,
    thread: Pick<Thread, 'kind'>,
  ): boolean =>
    reader.personId !== null && threadsPolicy.isAnswer(post, thread) && !wrote(reader, post) && post.hiddenAt === null,

  canEditPost: (reader: Reader, post: Owned): boolean => wrote(reader, post),

  canEditThread: (reader: Reader, thread: Owned & Pick<Thread, 'mergedAt'>): boolean =>
    thread.mergedAt === null && (wrote(reader, thread) || hasRole(reader, 'moderator')),

  /** Who asked closes their own discussion, and opens it again where they closed it themselves. */
  canLock: (
    reader: Reader,
    {
      authorId,
      lockedAt,
      lockedBy,
      mergedAt,
    }: Pick<Thread, 'lockedAt' | 'lockedBy' | 'mergedAt'> & { authorId: string | null },
  ): boolean =>
    mergedAt === null &&
    (hasRole(reader, 'moderator', 'administrator') ||
      (reader.personId !== null && reader.personId === authorId && (lockedAt === null || lockedBy === 'asker'))),

  /** Who splits discussions, moves posts and merges. */
  canMove: (reader: Reader): boolean => hasRole(reader, 'moderator', 'administrator'),

  /** As for closing it, which this is; of questions alone. */
  canMarkDuplicate: (
    reader: Reader,
    thread: Pick<Thread, 'kind' | 'lockedAt' | 'lockedBy' | 'mergedAt'> & { authorId: string | null },
  ): boolean => thread.kind === 'question' && threadsPolicy.canLock(reader, thread),

  /** What was hidden is read by moderators, and by who wrote it. */
  canReadHidden: (reader: Reader, post: Owned): boolean => wrote(reader, post) || hasRole(reader, 'moderator'),

  isAsker: (reader: Reader, thread: Owned): boolean => wrote(reader, thread),

  /** Whoever asked under a mask types and reads there unseen. */
  isMasked: (reader: Reader, thread: Owned & Pick<Thread, 'mask'>): boolean =>
    thread.mask !== null && wrote(reader, thread),
};
