import { DomainError, NotFound } from '#libs/platform/errors';

/** Also when it exists and the reader is not in it: the two look the same from outside. */
export const CircleNotFound = (): NotFound => new NotFound('circles.circle-not-found', 'circle');

export class NotFacilitator extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'circles.not-facilitator';
  constructor() {
    super('Only a facilitator of this circle can do that. The list of members says who they are.');
  }
}

export class LastFacilitator extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'circles.last-facilitator';
  constructor() {
    super('This circle would have no facilitator. Make somebody else a facilitator first.');
  }
}
