import { NotFound } from '#libs/platform/errors';

/** Also of an organisation that the reader does not belong to. */
export const TeamNotFound = (): NotFound => new NotFound('skills.team-not-found', 'team');
