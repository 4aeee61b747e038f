/**
 * Insights: what all profiles together show. Who came next when a spin-out or a contract ended, and how services spread.
 *
 * Promises: a number from public profiles has its list behind it; a number from private contracts names nobody and is
 * left out where fewer than five spin-outs stand behind it; "not recorded" is a row of its own, never nought.
 */
export { AdoptionInput, WhoWonInput } from './insights.inputs.ts';
export { InsightsModule } from './insights.module.ts';
export { adoptionCurve, type AdoptionYear } from './adoption.ts';
export {
  type AdopterRow,
  type ContractCell,
  type EndedRow,
  InsightsQueries,
  SPIN_OUTS_MIN,
} from './insights.queries.ts';
