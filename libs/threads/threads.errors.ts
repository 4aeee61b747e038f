import { DomainError, NotFound } from '#libs/platform/errors';

/** Also when it exists and the reader may not see it: the two look the same from outside. */
export const ThreadNotFound = (): NotFound => new NotFound('threads.thread-not-found', 'discussion');

export const PostNotFound = (): NotFound => new NotFound('threads.post-not-found', 'post');

export class ThreadLocked extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'threads.thread-locked';
  constructor() {
    super('This discussion is closed to new replies.');
  }
}

export class PostHidden extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'threads.post-hidden';
  constructor() {
    super('A moderator has hidden this post, so it cannot be changed.');
  }
}

export class NotYours extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'threads.not-yours';
}
