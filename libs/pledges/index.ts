/**
 * Pledges: small next steps that somebody sets themselves, each with a day; about a council, a spin-out or a discussion,
 * or about nothing else.
 *
 * Promises: what is private is read by its owner alone; a nudge goes once, on the day; done and dropped are both fine,
 * and what was dropped stands on no profile; what a step is about is named to whoever may read that.
 */
export {
  PLEDGE_AUDIENCES,
  PLEDGE_STATES,
  PledgeInput,
  PledgeListInput,
  type PledgeState,
  PledgeStateInput,
} from './pledges.inputs.ts';
export { PledgesModule } from './pledges.module.ts';
export { type PledgeRow, PledgesQueries, type PledgeSubject } from './pledges.queries.ts';
export { PledgesService } from './pledges.service.ts';
