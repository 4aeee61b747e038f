import { DomainError, NotFound } from '#libs/platform/errors';

/** Also of one that ended, was closed or hidden, to all but its owner. */
export const OfferNotFound = (): NotFound => new NotFound('offers.not-found', 'offer or need');

export class OfferHidden extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'offers.hidden';
  constructor() {
    super('A moderator hid this. It cannot be renewed until a moderator shows it again.');
  }
}
