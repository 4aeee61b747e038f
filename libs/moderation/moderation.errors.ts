import { DomainError, NotFound, Refused } from '#libs/platform/errors';

/** Also when it exists and neither the moderator may read it nor anybody reported it. */
export const SubjectNotFound = (): NotFound => new NotFound('moderation.subject-not-found', 'post or page');

export class AlreadyDecided extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'moderation.already-decided';
  constructor() {
    super('Another moderator has decided this already. Nothing was changed.');
  }
}

export class AlreadyClaimed extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'moderation.already-claimed';
  constructor() {
    super('Another moderator is looking at this.');
  }
}

export class NotMasked extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'moderation.not-masked';
  constructor() {
    super('Nobody is masked here: who asked stands beside the question.');
  }
}

/** Nobody is judge in their own case. */
export class OwnCase extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'moderation.own-case';
}

export class AlreadyHidden extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'moderation.already-hidden';
  constructor() {
    super('A moderator has hidden this already.');
  }
}

export const wrong = (field: string, message: string): Refused =>
  new Refused('moderation.not-possible', [{ field, message }]);
