/**
 * Organisations: councils as the register has them, spin-outs with the stages they went through, and other bodies
 * (advisers, unions, funders, NHS); and who says that they work there.
 *
 * Promises: a council is known by its stable local-authority-code, and its page stays when the council ends; a spin-out
 * is at the stage of its latest dated event; a membership opens nothing before a data steward has verified it; an import
 * can be run again, and says what it did with every row.
 */
export { Council } from './council.entity.ts';
export {
  type CouncilLink,
  type CouncilPage,
  type CouncilRow,
  CouncilsQueries,
  isGssCode,
  type SimilarCouncil,
  type SuccessionLink,
} from './councils.queries.ts';
export { ADDABLE_KINDS, ENDED_HOW, ORGANISATION_KINDS } from './labels.ts';
export { likenessOf, typesLike } from './likeness.ts';
export { Membership } from './membership.entity.ts';
export { type MemberCounts } from './members.sql.ts';
export { type NoteRow } from './notes.sql.ts';
export { Organisation, type OrganisationKind } from './organisation.entity.ts';
export {
  CouncilNotFound,
  ImportUnderWay,
  OrganisationNotFound,
  RegisterUnreadable,
  SpinOutNotFound,
} from './organisations.errors.ts';
export {
  CouncilListInput,
  EditOrganisationInput,
  EditSpinOutInput,
  JoinInput,
  NewOrganisationInput,
  NewSpinOutInput,
  OrganisationListInput,
  SimilarCouncilsInput,
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
export { CouncilsImport, type ImportProgress, type ImportResult, type RefusedRow } from './register/councils-import.ts';
export { type EndedHow, SpinOut } from './spin-out.entity.ts';
export {
  type ParentRow,
  type SpinOutBrief,
  type SpinOutPage,
  SpinOutsQueries,
  type SpinOutRow,
} from './spin-outs.queries.ts';
export { SpinOutsService } from './spin-outs.service.ts';
export { StageEvent } from './stage-event.entity.ts';
