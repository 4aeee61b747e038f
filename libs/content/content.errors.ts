import { DomainError } from '#libs/platform/errors';

/** The file or the folder is not there, or is something else. */
export class NotContent extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'content.not-content';
}

export class ContentImportUnderWay extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'content.import-under-way';
  constructor() {
    super('Another import of content is under way. Wait until it has finished and start this one again.');
  }
}
