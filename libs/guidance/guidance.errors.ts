import { DomainError, NotFound, Refused } from '#libs/platform/errors';

/** Also when it is a draft or withdrawn and the reader may not see it. */
export const GuidanceNotFound = (): NotFound => new NotFound('guidance.page-not-found', 'guidance page');

export const VersionNotFound = (): NotFound => new NotFound('guidance.version-not-found', 'version');

/** The answer or case note does not exist, may not be seen, or is not one that guidance can be made from. */
export const NotASource = (field: 'postId' | 'caseNoteId', message: string): Refused =>
  new Refused('guidance.not-a-source', [{ field, message }]);

export class NotPublished extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'guidance.not-published';
  constructor() {
    super('This page is not published, so there is nothing to check or withdraw.');
  }
}
