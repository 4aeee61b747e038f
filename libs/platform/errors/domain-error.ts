export type ErrorKind =
  | 'not-found'
  | 'forbidden'
  | 'conflict'
  | 'stale'
  | 'invalid'
  | 'too-many'
  | 'signed-out'
  | 'unreadable'
  | 'unavailable';

/**
 * The rules said no. Libs throw these and nothing of HTTP; each app maps the kind to its own kind of answer.
 *
 * `code` is a promise to API clients (`threads.thread-locked`); `message` is a sentence that may be shown to people.
 */
export abstract class DomainError extends Error {
  abstract readonly kind: ErrorKind;
  abstract readonly code: string;
  /** After how many seconds it is worth trying again, where that is known. */
  readonly retryAfter?: number;
}

/** Somebody has to be signed in for this. Pages send them to sign in; programs get 401. */
export class SignInNeeded extends DomainError {
  readonly kind = 'signed-out';
  readonly code = 'people.sign-in-needed';
  constructor() {
    super('Sign in to do this.');
  }
}

/** Signed in, and still not allowed, where that itself is no secret. */
export class NotAllowed extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'people.not-allowed';
  constructor(message = 'You do not have the role that this needs.') {
    super(message);
  }
}

/** Input that is well formed, and that a rule refuses all the same; names the field. */
export class Refused extends DomainError {
  readonly kind = 'invalid';
  constructor(
    readonly code: string,
    readonly problems: readonly { field: string; message: string }[],
  ) {
    super(problems.map(({ message }) => message).join('. '));
  }
}

/** The thing changed since the person read it. `current` is how it is now, so that both texts can be shown. */
export class Stale extends DomainError {
  readonly kind = 'stale';
  readonly code = 'edit.stale';
  constructor(
    readonly version: number,
    readonly current: Readonly<Record<string, unknown>>,
  ) {
    super('Someone changed this while you were editing. Compare the two texts and save again.');
  }
}

/** The address leads nowhere, or to something this reader may not see: the two look the same. */
export class NotFound extends DomainError {
  readonly kind = 'not-found';
  constructor(
    readonly code: string,
    what: string,
  ) {
    super(`There is no such ${what}, or you may not see it.`);
  }
}
