/**
 * Law: what it says, in which nation and from when to when; and what rests on it: lawful ways to help a mutual, clauses
 * and procedures, and the check of whether a contract could be reserved.
 *
 * Promises: nothing is said of the law without its statute, source, nations and the day it was checked, or the mark that
 * nobody has; when a law ends, everything that cites it says so; nothing here is legal advice, and no answer to the check
 * is kept.
 */
export { type Reason, type Verdict } from './eligibility.ts';
export { PREVIOUS_CONTRACTS, ReservedCheckInput, SERVICE_KINDS, YES_NO_UNKNOWN } from './eligibility.input.ts';
export { firstLaw } from './first-law.ts';
export {
  ClauseListInput,
  EditClauseInput,
  EditLawInput,
  EditWayInput,
  LawListInput,
  NewClauseInput,
  NewLawInput,
  WayListInput,
} from './law.inputs.ts';
export { CLAUSE_FAMILIES, CLAUSE_ORIGINS, LAW_TOPICS } from './law.labels.ts';
export { LawModule } from './law.module.ts';
export { canEditLaw, LAW_EDITORS } from './law.policy.ts';
export { type CitedLaw, type EntryRow, type LawPage, LawQueries, type LawRow, type Standing } from './law.queries.ts';
export { LawService } from './law.service.ts';
export { type ReservedCheck, ReservedContractCheck } from './reserved-contract-check.ts';
