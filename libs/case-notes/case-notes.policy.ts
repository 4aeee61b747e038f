import { hasRole, type Reader } from '#libs/people';
import { type CaseNote } from './case-note.entity.ts';

type Owned = Pick<CaseNote, 'authorId'>;

/**
 * Who may do what, whatever the note's status: that a command fits the status is for the service to say. Reading is
 * also `visible_to && keys` in CaseNotesQueries; a test runs both over the same cases.
 */
export const caseNotesPolicy = {
  canRead: (reader: Reader, { visibleTo }: Pick<CaseNote, 'visibleTo'>): boolean =>
    visibleTo.some((key) => reader.keys.includes(key)),

  /** The author alone changes the words, submits them and takes them back. */
  canEdit: (reader: Reader, { authorId }: Owned): boolean => reader.personId === authorId,

  /** Publishing and sending back: a moderator, and never of one's own note. */
  canReview: (reader: Reader, { authorId }: Owned): boolean =>
    hasRole(reader, 'moderator') && reader.personId !== authorId,

  canWithdraw: (reader: Reader, { authorId }: Owned): boolean =>
    reader.personId === authorId || hasRole(reader, 'moderator'),

  /** Texts that were never published, comments of moderators. */
  canReadHistory: (reader: Reader, { authorId }: Owned): boolean =>
    reader.personId === authorId || hasRole(reader, 'moderator'),
};
