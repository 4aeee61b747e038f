/** How much a person wants to be told of a discussion, or of new questions about a subject. */
export const FOLLOW_LEVELS = ['every', 'first', 'none', 'muted'] as const;

/**
 * every: of each reply. first: of the first one, and of the next after they have read it. none: of none, as they chose;
 * taking part does not change that. muted: of nothing at all, and it is never shown to them as unread.
 */
export type FollowLevel = (typeof FOLLOW_LEVELS)[number];

/** Whether they are told of new replies. */
export const isFollowing = (level: unknown): boolean => level === 'every' || level === 'first';
