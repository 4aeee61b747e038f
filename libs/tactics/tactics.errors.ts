import { NotFound } from '#libs/platform/errors';

export const TacticNotFound = (): NotFound => new NotFound('tactics.tactic-not-found', 'tactic');

export const ObjectionNotFound = (): NotFound => new NotFound('tactics.objection-not-found', 'objection');
