import { organisationsPolicy } from '#libs/organisations';
import { hasRole, type Reader } from '#libs/people';

/** How long editors have to themselves; then moderators may decide too. Data stewards may at any time. */
export const EDITORS_DAYS = 14;

const DAY_MS = 86_400_000;

export const challengesPolicy = {
  /** Whether they may answer challenges of this spin-out's entries, but their own: one raised at `raisedAt`. */
  canAnswer: (reader: Reader, spinOutId: string, raisedAt: Date, now = new Date()): boolean =>
    organisationsPolicy.canEdit(reader, spinOutId) ||
    (hasRole(reader, 'moderator') && challengesPolicy.editorsUntil(raisedAt) <= now),

  /** That there is a challenge is known to these, and to whoever raised it. */
  canSee: (reader: Reader, spinOutId: string): boolean =>
    organisationsPolicy.canEdit(reader, spinOutId) || hasRole(reader, 'moderator'),

  editorsUntil: (raisedAt: Date): Date => new Date(raisedAt.getTime() + EDITORS_DAYS * DAY_MS),
};
