import { DomainError, NotFound } from '#libs/platform/errors';

/** The same for a wrong password, an unknown address and a suspended account without its password. */
export class SignInRefused extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'people.sign-in-refused';
  readonly problems = [{ field: 'email', message: 'The email address or password is not right' }];
  constructor() {
    super('The email address or password is not right.');
  }
}

/** Said only to somebody who gave the right password. */
export class AccountSuspended extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'people.account-suspended';
  constructor(until: Date, reason: string | null) {
    const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'Europe/London' }).format(until);
    super(`This account is suspended until ${day}.${reason ? ` The reason given: ${reason}` : ''}`);
  }
}

export const PersonNotFound = (): NotFound => new NotFound('people.person-not-found', 'person');

/** They are a guest of a circle, and this is for members of the network. */
export class NotForGuests extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'people.not-for-guests';
  constructor() {
    super('You are here as a guest of a circle. Join Waymark to do this: it is open to everybody who works on it.');
  }
}
