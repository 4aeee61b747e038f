/**
 * Tactics and objections: what was tried to make the case, and what is said against it. A tactic is a situation, a move,
 * the evidence that it worked and when it backfired; members say whether it worked for them. An objection stands with
 * what answers it and where it is right, and with the case notes where it was met.
 *
 * Promises: one member counts once for a tactic, and can change what they said; a tactic that failed for most is listed
 * like any other, and marked; an objection that is heard on one side only is not published; shares of fewer than three
 * are not shown.
 */
export { type AnswerSide, Objection, type ObjectionAnswer, type ObjectionResult } from './objection.entity.ts';
export { ObjectionsQueries, type ObjectionPage, type ObjectionRow } from './objections.queries.ts';
export { ANSWER_SIDES, OBJECTION_RESULTS, shareAccepted, type Tally, TRIED, failsMoreThanNot } from './standing.ts';
export { type ContentStatus, Tactic, type Tried } from './tactic.entity.ts';
export { ObjectionNotFound, TacticNotFound } from './tactics.errors.ts';
export { TacticListInput, TriedInput } from './tactics.inputs.ts';
export { TacticsModule } from './tactics.module.ts';
export { type TacticPage, type TacticRow, TacticsQueries } from './tactics.queries.ts';
export { TacticsService } from './tactics.service.ts';
