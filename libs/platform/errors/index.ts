/** What a refusal is, whatever delivers it. */
export { DomainError, type ErrorKind, NotAllowed, NotFound, Refused, SignInNeeded, Stale } from './domain-error.ts';
