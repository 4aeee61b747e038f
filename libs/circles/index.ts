/**
 * Circles: groups of people who ask and answer among themselves. A facilitator says who is in it.
 *
 * Promises: what is written in a circle is read by its members alone, whoever may know of it; who may not know of a circle
 * cannot tell it from one that does not exist; nobody is in one who has not said yes; who leaves or is removed reads
 * nothing of it from that moment on; a circle with members has a facilitator; a guest reads the circles that they were
 * invited to, and of everything else what everybody does.
 */
export {
  agendaOf,
  CIRCLE_KINDS,
  CIRCLE_LIMITS,
  type CircleKind,
  mostMembers,
  type Visibility,
  VISIBILITIES,
} from './circle-kinds.ts';
export { CircleGuests, type GuestInvitation, type GuestLetter } from './circle-guests.service.ts';
export {
  type CircleDoor,
  type CircleInvitationRow,
  CircleJoiningQueries,
  type CircleLinkRow,
  type CircleRequestRow,
  type GuestInvitationRow,
  type LinkedCircle,
} from './circle-joining.queries.ts';
export { CircleJoining } from './circle-joining.service.ts';
export { CircleMilestones, type Milestone, type StandingRow } from './circle-milestones.service.ts';
export {
  type CircleNote,
  type CircleNoteRow,
  CircleNotes,
  type CircleNoteVersion,
  renderNote,
} from './circle-notes.service.ts';
export { CircleSuccession, type SuccessorRow } from './circle-succession.service.ts';
export { CircleSummaries, type PublishedSummary, type SummaryRow } from './circle-summaries.service.ts';
export { CircleNotFound } from './circles.errors.ts';
export {
  CircleConsentInput,
  CircleDecisionInput,
  CircleGuestInput,
  CircleInput,
  CircleInvitationAnswerInput,
  CircleInvitationInput,
  CircleLinkInput,
  CircleListInput,
  CircleMemberInput,
  CircleMilestoneInput,
  CircleMilestoneReachedInput,
  CircleNoteInput,
  CircleNoteListInput,
  CircleRequestInput,
  CircleStandingInput,
  CircleSummaryInput,
} from './circles.inputs.ts';
export { CirclesModule } from './circles.module.ts';
export {
  type CircleDetail,
  type CircleMemberRow,
  CirclesQueries,
  type CircleRow,
  type GroupRow,
  type Standing,
} from './circles.queries.ts';
export { CirclesService } from './circles.service.ts';
