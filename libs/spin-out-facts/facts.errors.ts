import { DomainError, NotFound } from '#libs/platform/errors';

export const FactNotFound = (): NotFound => new NotFound('spin-out-facts.not-found', 'fact');

export const EntryNotFound = (): NotFound => new NotFound('spin-out-facts.entry-not-found', 'entry');

export const ChallengeNotFound = (): NotFound => new NotFound('spin-out-facts.challenge-not-found', 'challenge');

export class ChallengedAlready extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'spin-out-facts.challenged-already';
  constructor() {
    super('You have challenged this already. You will see the answer on its page.');
  }
}

export class AnsweredAlready extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'spin-out-facts.answered-already';
  constructor() {
    super('Somebody else has answered this challenge.');
  }
}
