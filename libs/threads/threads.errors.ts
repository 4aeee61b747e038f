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

export class ThreadMerged extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'threads.thread-merged';
  constructor() {
    super('This discussion was merged into another one. Go on there.');
  }
}

export class ChangedMeanwhile extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'threads.changed-meanwhile';
  constructor() {
    super('Somebody changed one of these discussions at the same moment. Try again.');
  }
}

export class PostHidden extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'threads.post-hidden';
  constructor() {
    super('A moderator has hidden this post, so it cannot be changed.');
  }
}

export class PostDeleted extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'threads.post-deleted';
  constructor() {
    super('This post was deleted by its author, so it cannot be changed.');
  }
}

/** What others did in a discussion, so that who asked cannot take it back. */
export type WhyItStays = 'replied' | 'said-of-an-answer';

const OTHERS_DID: Readonly<Record<WhyItStays, string>> = {
  replied: 'Others have replied',
  'said-of-an-answer': 'Others have said what came of an answer here, or warned of it',
};

export class QuestionAnswered extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'threads.question-answered';
  constructor(why: WhyItStays) {
    super(
      `${OTHERS_DID[why]}, so your question stays for their sake. Edit it, close the discussion, or report it and ask a moderator to hide it.`,
    );
  }
}

export class NotRestorable extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'threads.not-restorable';
}

export class OwnAnswer extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'threads.own-answer';
  constructor() {
    super('You wrote this answer yourself. You can change it instead.');
  }
}

export const TryNotFound = (): NotFound => new NotFound('threads.try-not-found', 'entry');

export const MarkNotFound = (): NotFound => new NotFound('threads.mark-not-found', 'mark');

export class NotYours extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'threads.not-yours';
}
