import { hasRole, type Reader } from '#libs/people';
import { type Post } from './post.entity.ts';
import { type Thread } from './thread.entity.ts';

/** Who may do what. Reading is also `visible_to && keys` in ThreadsQueries; a test runs both over the same cases. */
export const threadsPolicy = {
  canRead: (reader: Reader, { visibleTo }: Pick<Thread, 'visibleTo'>): boolean =>
    visibleTo.some((key) => reader.keys.includes(key)),

  /** Moderators may close a discussion with a last word. */
  canReply: (reader: Reader, { lockedAt }: Pick<Thread, 'lockedAt'>): boolean =>
    reader.personId !== null && (lockedAt === null || hasRole(reader, 'moderator')),

  /** The asker says what helped; a question in a closed discussion can still be settled. */
  canAccept: (reader: Reader, { authorId, kind }: Pick<Thread, 'authorId' | 'kind'>): boolean =>
    kind === 'question' && reader.personId === authorId,

  canEditPost: (reader: Reader, { authorId }: Pick<Post, 'authorId'>): boolean => reader.personId === authorId,

  canEditThread: (reader: Reader, { authorId }: Pick<Thread, 'authorId'>): boolean =>
    reader.personId === authorId || hasRole(reader, 'moderator'),

  canLock: (reader: Reader): boolean => hasRole(reader, 'moderator'),

  /** What was hidden is read by moderators, and by who wrote it. */
  canReadHidden: (reader: Reader, { authorId }: Pick<Post, 'authorId'>): boolean =>
    reader.personId === authorId || hasRole(reader, 'moderator'),
};
