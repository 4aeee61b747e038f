/**
 * Organisations: councils as the register has them, spin-outs with the stages they went through, and other bodies
 * (advisers, unions, funders, NHS); and who says that they work there.
 *
 * Promises: a council is known by its stable local-authority-code, and its page stays when the council ends; a spin-out
 * is at the stage of its latest dated event; a membership opens nothing before a data steward has verified it; an import
 * can be run again, and says what it did with every row.
 */
export { DISCUSSED_IN, type Discussion } from './discussed-in.sql.ts';
export { CouncilPageViews } from './council-page-views.ts';
export { type OpenQuestion } from './open-questions.sql.ts';
export { Council } from './council.entity.ts';
export {
  type CouncilLink,
  type CouncilPage,
  type CouncilRow,
  CouncilsQueries,
  isGssCode,
  type SuccessionLink,
} from './councils.queries.ts';
export {
  ADDABLE_KINDS,
  DEPRIVATION,
  ENDED_HOW,
  NEXT_PROVIDER_KINDS,
  ORGANISATION_KINDS,
  PAYER_KINDS,
  PROFILE_FIELDS,
  type ProfileField,
} from './labels.ts';
export { type Feature, FEATURES, RURALITY } from './likeness.ts';
export { ALIKE_COUNCILS, COUNCIL_CALLED, LIKENESS } from './likeness.sql.ts';
export { Membership } from './membership.entity.ts';
export { type MemberCounts } from './members.sql.ts';
export { DISPUTED_SINCE, type NoteRow } from './notes.sql.ts';
export { Organisation, type OrganisationKind, type PayerKind } from './organisation.entity.ts';
export {
  CouncilNotFound,
  ImportUnderWay,
  OrganisationNotFound,
  RegisterUnreadable,
  SpinOutNotFound,
  StageNotFound,
} from './organisations.errors.ts';
export {
  CouncilListInput,
  EditOrganisationInput,
  EditSpinOutInput,
  JoinInput,
  MembershipInput,
  NewDomainInput,
  VouchInput,
  NewOrganisationInput,
  NewSpinOutInput,
  OrganisationListInput,
  SilentCouncilsInput,
  SimilarCouncilsInput,
  SourceInput,
  SpinOutListInput,
  StageEventInput,
  VerifyInput,
} from './organisations.inputs.ts';
export { OrganisationsModule } from './organisations.module.ts';
export { organisationsPolicy } from './organisations.policy.ts';
export {
  type MembershipRow,
  type OrganisationPage,
  OrganisationsQueries,
  type OrganisationRow,
} from './organisations.queries.ts';
export { OrganisationsService } from './organisations.service.ts';
export {
  type ColleagueRow,
  CONFIRMED_BY,
  type ConfirmedBy,
  type WorkplaceRow,
  WorkplacesQueries,
} from './workplaces/workplaces.queries.ts';
export { VOUCHES_NEEDED, Workplaces } from './workplaces/workplaces.service.ts';
export { isOnTeam, type Posture, POSTURE_CODES, POSTURE_HINTS, POSTURES } from './posture.ts';
export { PostureInput } from './posture.input.ts';
export { type PostureTotals } from './posture-totals.ts';
export { type PostureChange, type PosturesByGroup, PosturesQueries } from './postures.queries.ts';
export { PosturesService } from './postures.service.ts';
export { PreElectionInput, type PreElectionPeriod, PreElectionPeriods } from './pre-election.ts';
export { CouncilsImport, type ImportProgress, type ImportResult } from './register/councils-import.ts';
export { type RefusedRow } from './register/import-table.ts';
export { type SilentCouncil, SilentCouncils } from './silent-councils.queries.ts';
export { type SimilarCouncil, SimilarCouncils } from './similar-councils.queries.ts';
export { csvRows } from './register/csv-rows.ts';
export { type EndedHow, SpinOut } from './spin-out.entity.ts';
export {
  type ParentRow,
  type ProfileSource,
  type SpinOutBrief,
  type SpinOutPage,
  SpinOutsQueries,
  type SpinOutRow,
  type StageEventRow,
} from './spin-outs.queries.ts';
export { SpinOutsService } from './spin-outs.service.ts';
export { StageEvent } from './stage-event.entity.ts';
export { type NoteUse } from './uses.sql.ts';
