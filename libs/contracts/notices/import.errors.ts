import { DomainError } from '#libs/platform/errors';

/** The file is not there, or is something else. */
export class NotReadable extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'contracts.not-readable';
}

export class ImportUnderWay extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'contracts.import-under-way';
  constructor() {
    super('Another import of notices or awards is under way. Wait until it has finished and start this one again.');
  }
}
