/**
 * Peers: finding somebody who has done it, and being introduced to them.
 *
 * Promises: a peer is suggested with reasons that are facts, never with a score; who sells advice is not among them.
 * Nothing that a person can be reached by is shown before both have agreed; what was asked and answered is known to the
 * two alone; no answer within 14 days ends it, and who asked can see that.
 */
export { IntroductionInput, IntroductionAnswerInput, IntroductionListInput, PeerInput } from './peers.inputs.ts';
export { IntroductionsQueries, type IntroductionRow, type IntroductionState } from './introductions.queries.ts';
export { type IntroductionReceipt, IntroductionsService } from './introductions.service.ts';
export { PeersModule } from './peers.module.ts';
export { type PeerReason, type PeerRow, PeersQueries, SIZES } from './peers.queries.ts';
