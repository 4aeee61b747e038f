import { type Audience } from './thread.entity.ts';

/** To whom a discussion opens that was for fewer. */
export type OpensTo = 'network' | 'public';

export const OPENED_TO: Readonly<Record<OpensTo, string>> = { network: 'all members', public: 'everyone' };

/** Who reads a discussion now, and who will without anybody doing anything more. */
export interface Readership {
  readonly audience: Audience;
  /** The circle or organisation; null for the other audiences. */
  readonly audienceId: string | null;
  /** The day on which it opens, "2027-04-01"; null: it stays as it is. */
  readonly confidentialUntil: string | null;
  readonly opensTo: OpensTo | null;
}

/** Who can read the one can read the other where the number is no higher; groups of one number do not compare. */
const OPENNESS: Readonly<Record<Audience, number>> = { invited: 0, circle: 0, organisation: 0, network: 1, public: 2 };

/** For fewer than all members. */
const isGroup = (audience: Audience): boolean => OPENNESS[audience] === 0;

export const isWider = (to: Audience, than: Audience): boolean => OPENNESS[to] > OPENNESS[than];

const isSameAudience = (a: Readership, b: Readership): boolean =>
  a.audience === b.audience && a.audienceId === b.audienceId;

export const isSameReadership = (a: Readership, b: Readership): boolean =>
  isSameAudience(a, b) && a.confidentialUntil === b.confidentialUntil && a.opensTo === b.opensTo;

/**
 * Whether somebody could read what was written for `before` who could not then, or sooner than it was said to open. Who
 * wrote was told both, so later is no breach, and neither is never.
 */
export function breaksPromise(before: Readership, after: Readership): boolean {
  if (!isSameAudience(before, after) && OPENNESS[after.audience] >= OPENNESS[before.audience]) return true;
  if (after.opensTo === null || OPENNESS[after.opensTo] <= OPENNESS[before.audience]) return false;
  if (before.opensTo === null || OPENNESS[after.opensTo] > OPENNESS[before.opensTo]) return true;
  return after.confidentialUntil! < before.confidentialUntil!;
}

/**
 * What a page said of who reads, for a form to send back: "circle:<id>, 2099-04-01 network". Null: all members read it,
 * or everyone, and that does not change unseen.
 */
export function readersToken({ audience, audienceId, confidentialUntil, opensTo }: Readership): string | null {
  if (!isGroup(audience)) return null;
  const opening = opensTo === null ? '' : `, ${confidentialUntil} ${opensTo}`;
  return `${audience}${audienceId === null ? '' : `:${audienceId}`}${opening}`;
}

export const READERS_TOKEN =
  /^(circle|organisation|invited)(?::([0-9a-f-]{36}))?(?:, (\d{4}-\d{2}-\d{2}) (network|public))?$/;

/** The other way round; null: it is none. */
export function readershipOf(token: string): Readership | null {
  const [, audience, audienceId = null, confidentialUntil = null, opensTo = null] = READERS_TOKEN.exec(token) ?? [];
  if (audience === undefined) return null;
  return { audience: audience as Audience, audienceId, confidentialUntil, opensTo: opensTo as OpensTo | null };
}

interface Changing {
  readonly own: boolean;
  readonly masked: boolean;
  /** How many beside who asked have written. */
  readonly writers: number;
  readonly moderator: boolean;
}

/**
 * Why somebody may not make `after` of `before`; null: they may. ThreadAudience refuses by this, and the page offers by
 * it.
 */
export function whyNot(
  { own, masked, writers, moderator }: Changing,
  before: Readership,
  after: Readership,
): 'not-theirs' | 'masked' | 'others-have-written' | null {
  // In a group that a moderator chose, who asked may not be: they would lose their own discussion.
  if (!own && isGroup(after.audience)) return 'not-theirs';
  // Among fewer people the same label hides nobody.
  if (masked && !isSameAudience(before, after) && isGroup(after.audience)) return 'masked';
  const mayOpen = moderator && !isGroup(before.audience);
  return writers > 0 && !mayOpen && breaksPromise(before, after) ? 'others-have-written' : null;
}
