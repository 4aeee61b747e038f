import { DomainError } from '#libs/platform/errors';

/** Seeded people have passwords that anyone can read: so never where real people are. */
export class NeverInProduction extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'demo.never-in-production';
  constructor() {
    super('Demo and test people are never loaded in production. Nothing was written.');
  }
}

export class NotEmpty extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'demo.not-empty';
  constructor() {
    super('This database has people in it already. The demo network goes into an empty one only. Nothing was written.');
  }
}
