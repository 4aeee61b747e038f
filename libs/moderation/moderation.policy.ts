import { hasRole, type PlatformRole, type Reader } from '#libs/people';
import { type Action, type SubjectKind } from './moderation.inputs.ts';

const FITTING: Readonly<Record<SubjectKind, readonly Action[]>> = {
  post: ['claim', 'release', 'hide', 'restore', 'keep'],
  'case-note': ['claim', 'release', 'withdraw', 'keep'],
  guidance: ['claim', 'release', 'mark-for-check', 'keep'],
  'role-offer': ['claim', 'release', 'hide', 'restore', 'keep'],
  person: ['suspend', 'unsuspend'],
};

/** Who may do what. Reading the queue and the log is also in the WHERE of ModerationQueries. */
export const moderationPolicy = {
  canModerate: (reader: Reader): boolean => hasRole(reader, 'moderator'),

  /** Nobody decides about what they wrote or reported themselves. */
  canDecide: (
    reader: Reader,
    { authorId, reporterIds }: { authorId: string; reporterIds: readonly string[] },
  ): boolean =>
    moderationPolicy.canModerate(reader) &&
    reader.personId !== authorId &&
    !reporterIds.some((id) => id === reader.personId),

  /** A moderator is suspended by an administrator alone, and nobody by themselves. */
  canSuspend: (reader: Reader, { id, roles }: { id: string; roles: readonly PlatformRole[] }): boolean =>
    moderationPolicy.canModerate(reader) &&
    reader.personId !== id &&
    (hasRole(reader, 'administrator') || !roles.some((role) => role === 'moderator' || role === 'administrator')),

  fits: (action: Action, subject: SubjectKind): boolean => FITTING[subject].includes(action),
};
