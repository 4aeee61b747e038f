/** What a refusal is, whatever delivers it. */
export { CannotStart } from './cannot-start.ts';
export { DomainError, type ErrorKind, NotAllowed, NotFound, Refused, SignInNeeded, Stale } from './domain-error.ts';
