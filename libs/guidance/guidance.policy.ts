import { hasRole, type Reader } from '#libs/people';
import { type GuidancePage } from './guidance-page.entity.ts';

/** Who may do what. Reading is also `visible_to && keys` in GuidanceQueries; a test runs both over the same cases. */
export const guidancePolicy = {
  canRead: (reader: Reader, { visibleTo }: Pick<GuidancePage, 'visibleTo'>): boolean =>
    visibleTo.some((key) => reader.keys.includes(key)),

  /** Write, publish, withdraw and check: any editor, not only the owner. */
  canWrite: (reader: Reader): boolean => hasRole(reader, 'subject_editor', 'moderator'),
};
