import { Injectable } from '@nestjs/common';
import { isSignedIn, networkOf, type Reader } from '#libs/people';
import { type Limit, RateLimits } from '#libs/platform/rate-limits';

/** A file is read before the next one is wanted; making one costs as much as fifty pages. */
const BY_PERSON: Limit = { name: 'download.person', most: 60, seconds: 60 };
const BY_ADDRESS: Limit = { name: 'download.address', most: 30, seconds: 60 };

/** How often one may download: counted for the person, or for the network of whoever is not signed in. */
@Injectable()
export class DownloadLimits {
  constructor(private readonly limits: RateLimits) {}

  /** Throws TooMany. */
  take(reader: Reader, ip: string): Promise<void> {
    return isSignedIn(reader)
      ? this.limits.take(BY_PERSON, reader.personId)
      : this.limits.take(BY_ADDRESS, networkOf(ip));
  }
}
