/**
 * Helpers: members who have done what a question asks about, suggested to whoever may ask them.
 *
 * Promises: what decides is data, `RULES`, and the page that explains it is made of the same data. Each reason is a fact
 * that the reader may read; what somebody wrote under a mask never counts for them, and nothing here tells who asked
 * under one. At most five, of whom one is from another service where the topic is the same; nobody who is away, has been
 * asked as often as they want in a week, was asked about this already, or is there already. Who sells advice stands apart.
 * Of two with equal reasons, the one who was asked less often of late comes first.
 */
export { chosenOf, type Chosen, inOrder, isFromElsewhere } from './choose.ts';
export { HelpersModule } from './helpers.module.ts';
export { HelpersQueries, type Helpers } from './helpers.queries.ts';
export {
  ADVISERS_MOST,
  type Counted,
  type Helper,
  HELPERS_MOST,
  POINTS_LEAST,
  pointsOf,
  type Question,
  type Reason,
  reasonsOf,
  type Rule,
  type RuleCode,
  RULES,
} from './rules.ts';
