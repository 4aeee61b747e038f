import { Injectable } from '@nestjs/common';
import { isSignedIn, networkOf, type Reader } from '#libs/people';
import { type Limit, RateLimits } from '#libs/platform/rate-limits';

/** Nobody reads two lists of results a second; a program that needs all of them has the lists. */
const BY_PERSON: Limit = { name: 'search.person', most: 120, seconds: 60 };
const BY_ADDRESS: Limit = { name: 'search.address', most: 60, seconds: 60 };

/** How often one may search: counted for the person, or for the network of whoever is not signed in. */
@Injectable()
export class SearchLimits {
  constructor(private readonly limits: RateLimits) {}

  /** Throws TooMany. */
  take(reader: Reader, ip: string): Promise<void> {
    return isSignedIn(reader)
      ? this.limits.take(BY_PERSON, reader.personId)
      : this.limits.take(BY_ADDRESS, networkOf(ip));
  }
}
