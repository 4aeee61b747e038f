/**
 * Circles: private groups of people, who ask and answer among themselves. A facilitator says who is in it.
 *
 * Promises: who is not in a circle cannot tell it from one that does not exist, nor who is in it; who leaves or is
 * removed reads nothing of it from that moment on; a circle with members has a facilitator.
 */
export { CirclesModule } from './circles.module.ts';
export { CircleNotFound } from './circles.errors.ts';
export { CircleInput, CircleListInput, CircleMemberInput } from './circles.inputs.ts';
export {
  type CircleDetail,
  type CircleMemberRow,
  CirclesQueries,
  type CircleRow,
  type GroupRow,
} from './circles.queries.ts';
export { CirclesService } from './circles.service.ts';
