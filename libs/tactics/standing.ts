import { type AnswerSide, type ObjectionResult } from './objection.entity.ts';
import { type Tried } from './tactic.entity.ts';

/** What came of trying, as people read it. */
export const TRIED: Readonly<Record<Tried, string>> = {
  worked: 'Worked',
  partly: 'Partly worked',
  failed: 'Failed',
};

export const ANSWER_SIDES: Readonly<Record<AnswerSide, string>> = {
  for: 'What answers it',
  against: 'Where it is right',
};

export const OBJECTION_RESULTS: Readonly<Record<ObjectionResult, string>> = {
  accepted: 'The answer was accepted',
  deferred: 'The decision was put off',
  refused: 'The answer was refused',
};

export type Tally = Readonly<Record<Tried, number>>;

/** Most of those who tried it say that it failed: it stays listed, and says so. */
export const failsMoreThanNot = ({ worked, partly, failed }: Tally): boolean => failed * 2 > worked + partly + failed;

/** A share of fewer would tell what one or two bodies decided. */
const FEWEST = 3;

/** Of how many meetings the answer was accepted, in whole per cent; null where there are fewer than three. */
export function shareAccepted({
  accepted,
  deferred,
  refused,
}: Readonly<Record<ObjectionResult, number>>): number | null {
  const all = accepted + deferred + refused;
  return all < FEWEST ? null : Math.round((accepted / all) * 100);
}
