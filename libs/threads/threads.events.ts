import { type StreamEvent } from '#libs/platform/events';

/** The stream is the thread. Facts are ids and numbers, never text. */
export type ThreadEventKind =
  | 'post-added'
  | 'post-edited'
  | 'post-hidden'
  | 'post-restored'
  | 'post-deleted'
  /** Some were moved to another discussion: any of them may stand no longer where it stood. */
  | 'posts-moved'
  /** Some came here from another discussion, at the end; it carries the last of them. */
  | 'posts-received'
  | 'answer-accepted'
  | 'answer-unaccepted'
  | 'tried-changed'
  | 'marks-changed'
  | 'thread-edited'
  /** Another question is, or is no longer, marked as a duplicate of this one. */
  | 'duplicates-changed'
  | 'audience-changed'
  | 'thread-locked'
  | 'thread-unlocked'
  | 'thread-unmasked'
  | 'thread-hidden'
  | 'thread-restored';

export type ThreadEvent = StreamEvent<ThreadEventKind, { postId?: string; number?: number }>;
