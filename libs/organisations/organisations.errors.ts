import { DomainError, NotFound } from '#libs/platform/errors';

export const CouncilNotFound = (): NotFound => new NotFound('organisations.council-not-found', 'council');

export const StageNotFound = (): NotFound => new NotFound('organisations.stage-not-found', 'stage');

export const SpinOutNotFound = (): NotFound => new NotFound('organisations.spin-out-not-found', 'spin-out');

export const OrganisationNotFound = (): NotFound =>
  new NotFound('organisations.organisation-not-found', 'organisation');

export const MembershipNotFound = (): NotFound => new NotFound('organisations.membership-not-found', 'membership');

export class NotYourOrganisation extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'organisations.not-yours';
  constructor() {
    super('Only the editors of this organisation and data stewards can change it.');
  }
}

/** The file is not there, not the register, too large, or stopped coming. What was taken before that stays taken. */
export class RegisterUnreadable extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'organisations.register-unreadable';
}

export class ImportUnderWay extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'organisations.import-under-way';
  constructor() {
    super('Another import of councils is under way. Wait until it has finished and start this one again.');
  }
}
