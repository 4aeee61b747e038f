import { DomainError, NotFound } from '#libs/platform/errors';
import { type CaseNoteStatus } from './case-note.entity.ts';

/** Also when it exists and the reader may not see it: the two look the same from outside. */
export const CaseNoteNotFound = (): NotFound => new NotFound('case-notes.not-found', 'case note');

const NOW = {
  draft: 'a draft',
  submitted: 'with the moderators',
  published: 'published',
  withdrawn: 'withdrawn',
  superseded: 'replaced by a newer text',
} as const satisfies Record<CaseNoteStatus, string>;

/** The command does not fit what the note is now: somebody else was faster, or it comes too early. */
export class WrongStatus extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'case-notes.wrong-status';
  constructor(status: CaseNoteStatus) {
    super(`This case note is ${NOW[status]}, so that cannot be done now.`);
  }
}

/** A changed text of the same note is under way already. */
export class RevisionUnderWay extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'case-notes.revision-under-way';
  constructor() {
    super('Changes to this case note are under way already. Finish those first.');
  }
}
