/**
 * Guidance: what members learnt, made into a page that somebody keeps right. A page is made from accepted answers or
 * case notes, its sources; whoever wrote them keeps the credit.
 *
 * Promises: every saved text is a version that stays; a page says until when it is good and who last checked it; an
 * address never changes, whatever becomes of the title; nobody learns of a discussion here that they may not read.
 */
export { freshness, type Freshness, GOOD_FOR_MONTHS, goodUntilAfter } from './freshness.ts';
export { GuidancePage, type GuidanceStatus } from './guidance-page.entity.ts';
export { GuidanceNotFound } from './guidance.errors.ts';
export {
  CheckedInput,
  EditGuidanceInput,
  GuidanceListInput,
  GuidanceVersionsInput,
  NewGuidanceInput,
} from './guidance.inputs.ts';
export { GuidanceModule } from './guidance.module.ts';
export { guidancePolicy } from './guidance.policy.ts';
export {
  type GuidancePageRow,
  GuidanceQueries,
  type GuidanceRow,
  type GuidanceSourceRow,
  type GuidanceVersionRow,
  type NewSource,
} from './guidance.queries.ts';
export { type GuidanceReceipt, GuidanceService, renderGuidance, type SeededGuidance } from './guidance.service.ts';
export { contentsOf } from './headings.ts';
