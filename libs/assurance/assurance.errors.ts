import { DomainError, NotFound } from '#libs/platform/errors';

/** Also of a link that has ended, was withdrawn or never was. */
export const PackNotFound = (): NotFound => new NotFound('assurance.not-found', 'page');

export const LinkNotFound = (): NotFound => new NotFound('assurance.link-not-found', 'link');

export class NoPackYet extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'assurance.no-pack-yet';
  constructor() {
    super('Write the pack first. Then it can be shared.');
  }
}

export class TooManyLinks extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'assurance.too-many-links';
  constructor() {
    super('A pack can have 20 links that work at a time. Withdraw one first.');
  }
}
