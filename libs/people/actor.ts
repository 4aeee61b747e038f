import { NotAllowed, SignInNeeded } from '#libs/platform/errors';

export const PLATFORM_ROLES = [
  'member',
  'organisation_editor',
  'subject_editor',
  'moderator',
  'data_steward',
  'administrator',
] as const;
export type PlatformRole = (typeof PLATFORM_ROLES)[number];

/**
 * Who reads. `keys` is the one rule of who may see what: a row is readable when its visible_to shares a key with these
 * (`visible_to && $keys` in SQL).
 */
export interface Reader {
  readonly personId: string | null;
  readonly keys: readonly string[];
  readonly roles: ReadonlySet<PlatformRole>;
}

/** Somebody signed in, as far as any rule or header needs to know. */
export interface Actor extends Reader {
  readonly personId: string;
  readonly name: string;
  readonly practitionerRole: string;
  /** The organisation they belong to, as text: a post keeps it as it was. */
  readonly organisation: string | null;
  readonly organisationFictional: boolean;
  /** They work for a public authority, as far as is known: what they write about its business may be its record. */
  readonly publicSector: boolean;
  /** Unread notifications, at most 100. */
  readonly unread: number;
  readonly sessionId: string | null;
  readonly tokenId: string | null;
  /** A token may be for reading alone. */
  readonly mayWrite: boolean;
}

export const ANONYMOUS: Reader = { personId: null, keys: ['public'], roles: new Set() };

/** The roles that somebody holds everywhere, as their keys say. */
export const rolesIn = (keys: readonly string[]): ReadonlySet<PlatformRole> =>
  new Set(PLATFORM_ROLES.filter((role) => keys.includes(`role:${role}`)));

/** Signed in for the circles that they were invited to alone: of the network they read what everybody does. */
export const isGuest = (reader: Reader): boolean => reader.personId !== null && !reader.keys.includes('network');

/** By what somebody may write: a guest reads what everybody does, and writes in their circles alone. */
export const keysToWrite = (actor: Actor): readonly string[] =>
  isGuest(actor) ? actor.keys.filter((key) => key !== 'public') : actor.keys;

export const isSignedIn = (reader: Reader): reader is Actor => reader.personId !== null;

/** The actor, or SignInNeeded. */
export function signedIn(reader: Reader): Actor {
  if (!isSignedIn(reader)) throw new SignInNeeded();
  return reader;
}

export const hasRole = (reader: Reader, ...roles: PlatformRole[]): boolean =>
  roles.some((role) => reader.roles.has(role));

/** The actor, if they hold one of the roles; else SignInNeeded or NotAllowed. */
export function withRole(reader: Reader, ...roles: PlatformRole[]): Actor {
  const actor = signedIn(reader);
  if (!hasRole(actor, ...roles)) throw new NotAllowed();
  return actor;
}
