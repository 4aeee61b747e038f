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

  /** Moderators may close a discussion with a last word. */
  canReply: (reader: Reader, { lockedAt }: Pick<Thread, 'lockedAt'>): boolean =>
    reader.personId !== null && (lockedAt === null || hasRole(reader, 'moderator')),

  /** The asker says what helped; a question in a closed discussion can still be settled. */
  canAccept: (reader: Reader, thread: Owned & Pick<Thread, 'kind'>): boolean =>
    thread.kind === 'question' && wrote(reader, thread),

  /** Which can be accepted, tried and marked: neither the question nor a reply beneath an answer. */
  isAnswer: ({ number, replyToId }: Pick<Post, 'number' | 'replyToId'>, { kind }: Pick<Thread, 'kind'>): boolean =>
    kind === 'question' && number > 1 && replyToId === null,

  /**
   * Whoever may read an answer may say what came of it, the asker too, but not who wrote it. Also in a discussion that is
   * closed: that ends the talk, and what happened afterwards is what others need to know.
   */
  canTry: (
    reader: Reader,
    post: Owned & Pick<Post, 'number' | 'replyToId' | 'hiddenAt'>,
    thread: Pick<Thread, 'kind'>,
  ): boolean =>
    reader.personId !== null && threadsPolicy.isAnswer(post, thread) && !wrote(reader, post) && post.hiddenAt === null,

  canEditPost: (reader: Reader, post: Owned): boolean => wrote(reader, post),

  canEditThread: (reader: Reader, thread: Owned): boolean => wrote(reader, thread) || hasRole(reader, 'moderator'),

  /** Who asked closes their own discussion, and opens it again where they closed it themselves. */
  canLock: (
    reader: Reader,
    { authorId, lockedAt, lockedBy }: Pick<Thread, 'lockedAt' | 'lockedBy'> & { authorId: string | null },
  ): boolean =>
    hasRole(reader, 'moderator') ||
    (reader.personId !== null && reader.personId === authorId && (lockedAt === null || lockedBy === 'asker')),

  /** What was hidden is read by moderators, and by who wrote it. */
  canReadHidden: (reader: Reader, post: Owned): boolean => wrote(reader, post) || hasRole(reader, 'moderator'),

  isAsker: (reader: Reader, thread: Owned): boolean => wrote(reader, thread),

  /** Whoever asked under a mask types and reads there unseen. */
  isMasked: (reader: Reader, thread: Owned & Pick<Thread, 'mask'>): boolean =>
    thread.mask !== null && wrote(reader, thread),
};
