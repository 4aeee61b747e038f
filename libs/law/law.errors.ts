import { NotFound, Refused } from '#libs/platform/errors';

export const LawNotFound = (): NotFound => new NotFound('law.law-not-found', 'statement of the law');

export const EntryNotFound = (kind: 'way' | 'clause'): NotFound =>
  new NotFound('law.entry-not-found', kind === 'way' ? 'way to help' : 'clause');

export const BadLaw = (field: string, message: string): Refused => new Refused('law.bad-law', [{ field, message }]);
