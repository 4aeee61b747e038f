import { NotFound } from '#libs/platform/errors';

export const CapacityEntryNotFound = (): NotFound => new NotFound('capacity.entry-not-found', 'entry');
