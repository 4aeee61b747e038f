import { type StreamEvent } from '#libs/platform/events';

/** The stream is the thread. Facts are ids and numbers, never text. */
export type ThreadEventKind =
  | 'post-added'
  | 'post-edited'
  | 'post-hidden'
  | 'post-restored'
  | 'post-deleted'
  | 'answer-accepted'
  | 'answer-unaccepted'
  | 'tried-changed'
  | 'marks-changed'
  | 'thread-edited'
  | 'audience-changed'
  | 'thread-locked'
  | 'thread-unlocked'
  | 'thread-unmasked'
  | 'thread-hidden'
  | 'thread-restored';

export type ThreadEvent = StreamEvent<ThreadEventKind, { postId?: string; number?: number }>;
