import { NotFound } from '#libs/platform/errors';

export const PledgeNotFound = (): NotFound => new NotFound('pledges.not-found', 'next step');
