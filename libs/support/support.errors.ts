import { NotFound } from '#libs/platform/errors';

export const ProgrammeNotFound = (): NotFound => new NotFound('support.programme-not-found', 'programme');
