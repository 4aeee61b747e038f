/**
 * People: a Person is what other members see; an Account is how they sign in; an Actor is who asks, with the keys of
 * what they may read.
 *
 * Promises: a session or a token is kept as a hash alone; a wrong password and an unknown address are answered alike; a
 * suspended person has no session from that moment on; no query outside sign-in and settings reads an address.
 */
export { Account } from './account.entity.ts';
export { AccountsOperator } from './accounts.operator.ts';
export { AccountsService } from './accounts.service.ts';
export {
  type Actor,
  ANONYMOUS,
  hasRole,
  isGuest,
  isSignedIn,
  keysToWrite,
  PLATFORM_ROLES,
  type PlatformRole,
  type Reader,
  signedIn,
  withRole,
} from './actor.ts';
export { DIRECTORY_FACETS, type DirectoryCounts, type DirectoryFacet, DirectoryQueries } from './directory.queries.ts';
export { type AddressLink, MailTokens } from './mail-tokens.ts';
export { firstNameOf } from './names.ts';
export { networkOf, type Origin, originOf } from './origin.ts';
export { notAGuest, OpenToGuests } from './open-to-guests.ts';
export { hashPassword } from './passwords.ts';
export { AccountSuspended, NotForGuests, PersonNotFound, SignInRefused } from './people.errors.ts';
export {
  ChangePasswordInput,
  DirectoryInput,
  GuestAccountInput,
  NamedInput,
  NewTokenInput,
  PASSWORD,
  PeopleListInput,
  PresenceInput,
  ProfileInput,
  RecordHoldInput,
  SignInInput,
  SignUpInput,
} from './people.inputs.ts';
export { PeopleModule } from './people.module.ts';
export { aWordBegins, type NamedPerson, PeopleQueries, type PersonRow, type WorksAt } from './people.queries.ts';
export { Person } from './person.entity.ts';
export {
  audienceCodes,
  type FieldAudience,
  FIELD_AUDIENCES,
  fieldIsOpen,
  fieldIsOpenToAll,
  groupsOf,
  PROFILE_FIELDS,
  type ProfileField,
} from './profile-fields.ts';
export { NO_INTERESTS, ProfilesService } from './profiles.service.ts';
export { isPublicSector } from './public-sector.ts';
export { MAY_BE_SEEN, PresenceChoice } from './presence-choice.ts';
export { NOTE_DUE, type RecordHold, RecordKeeping } from './record-keeping.ts';
export { SESSION_DAYS, sessionCookie } from './session-cookie.ts';
export { SignInModule } from './sign-in.module.ts';
export { SessionsQueries, STILL_READING } from './sessions.queries.ts';
export { type NewToken, TokensService } from './tokens.service.ts';
export { hashToken, newToken } from './tokens.ts';
