import { DomainError } from '#libs/platform/errors';

/** Another moderator, or the author, was faster. */
export class AlreadyChecked extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'case-notes.already-checked';
  constructor() {
    super('This has been decided already. Nothing was changed.');
  }
}

export class ReplyUnderWay extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'case-notes.reply-under-way';
  constructor() {
    super('A reply of this organisation is with the moderators already.');
  }
}

export class RequestsFull extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'case-notes.reply-requests-full';
  constructor() {
    super('Many requests about this note wait for the moderators already. Try again in a few days.');
  }
}

export class AlreadyRelated extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'case-notes.already-related';
  constructor() {
    super('Somebody has suggested this note already.');
  }
}
