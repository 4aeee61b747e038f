import { DomainError, NotFound } from '#libs/platform/errors';
import { CIRCLE_LIMITS } from './circle-kinds.ts';

/** Also when it exists and the reader may not know of it: the two look the same from outside. */
export const CircleNotFound = (): NotFound => new NotFound('circles.circle-not-found', 'circle');

export const CircleLinkNotFound = (): NotFound => new NotFound('circles.link-not-found', 'link');

export const CircleRequestNotFound = (): NotFound => new NotFound('circles.request-not-found', 'request');

export const CircleInvitationNotFound = (): NotFound => new NotFound('circles.invitation-not-found', 'invitation');

export class NotFacilitator extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'circles.not-facilitator';
  constructor() {
    super('Only a facilitator of this circle can do that. Its page says who they are.');
  }
}

/** They know of the circle, and are not in it. */
export class NotMember extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'circles.not-member';
  constructor() {
    super('Only members of this circle can do that. Its page says how to join.');
  }
}

export class NotInIt extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'circles.not-in-it';
  constructor() {
    super('They are not in this circle. Invite them: nobody is put into a circle without saying yes.');
  }
}

export class LastFacilitator extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'circles.last-facilitator';
  constructor() {
    super('This circle would have no facilitator. Make somebody else a facilitator first.');
  }
}

/** Its message says which way there is. */
export class NotThatWay extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'circles.not-that-way';
}

export class CircleFull extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'circles.full';
  constructor(most: number) {
    super(`This circle has ${most} members, and takes no more.`);
  }
}

export class InItAlready extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'circles.in-it-already';
  constructor() {
    super('They are in this circle already.');
  }
}

export class WrittenFor extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'circles.written-for';
  constructor() {
    super(
      'Something was written in this circle for those whom a facilitator let in. It cannot be opened so that anyone may join and read it. Begin an open circle for that.',
    );
  }
}

export class AskedAlready extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'circles.asked-already';
  constructor() {
    super('You have asked to join already. A facilitator will answer.');
  }
}

export class NotAgainYet extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'circles.not-again-yet';
  constructor() {
    super(`Your request was declined. You can ask again after ${CIRCLE_LIMITS.askAgainDays} days.`);
  }
}

export class AnsweredAlready extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'circles.answered-already';
  constructor() {
    super('This was answered or taken back already. Nothing was changed.');
  }
}

export class LinkUsedUp extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'circles.link-used-up';
  constructor() {
    super('This link was used as often as it may be. Ask who sent it for another.');
  }
}

export const CircleNoteNotFound = (): NotFound => new NotFound('circles.note-not-found', 'note');

export const MilestoneNotFound = (): NotFound => new NotFound('circles.milestone-not-found', 'milestone');

export const SummaryNotFound = (): NotFound => new NotFound('circles.summary-not-found', 'summary');

export class TooFewToMeet extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'circles.too-few';
  constructor() {
    super(`A peer circle meets from ${CIRCLE_LIMITS.peersToMeet} members on. Invite more first.`);
  }
}

export class SummaryChanged extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'circles.summary-changed';
  constructor() {
    super('The text has changed since you read it. Read it again before you agree.');
  }
}
