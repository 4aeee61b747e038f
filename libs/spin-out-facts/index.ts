/**
 * What is known of a spin-out, each as a dated fact with its source: legal forms, governance, the tests of a mutual,
 * workforce, pensions, financial years, staff benefit terms, asset deals and partnerships.
 *
 * Promises: no fact without a date, a source and who recorded it when; every change and challenge is kept; what a kind of
 * fact holds is said once, in kinds.ts, for its input, its form and its schema; nothing here confirms that an
 * organisation is a mutual.
 */
export { challengesPolicy, EDITORS_DAYS } from './challenges.policy.ts';
export { FactChallengesService } from './challenges.service.ts';
export { EntriesQueries, entryOf, type EntryPage } from './entries.queries.ts';
export { type Definition, DEFINITION_QUESTIONS, DEFINITIONS } from './definitions.ts';
export {
  AnswerChallengeInput,
  CHALLENGE_OUTCOMES,
  ChallengeInput,
  EDIT_FACT_INPUTS,
  type FactInputOf,
  NEW_FACT_INPUTS,
  OpenChallengesInput,
} from './facts.inputs.ts';
export {
  type AlternativeOf,
  type ChallengeRow,
  type FactPage,
  type FactRow,
  type OpenChallenge,
  SpinOutFactsQueries,
} from './facts.queries.ts';
export { SpinOutFactsService } from './facts.service.ts';
export { type Field, KNOWN } from './fields.ts';
export {
  FACT_AUDIENCES,
  FACT_KINDS,
  type FactDetails,
  type FactKind,
  KEPT,
  KIND_CODES,
  kindOf,
  SOURCE_KINDS,
  TENDER_ALTERNATIVES,
  TENDER_TESTS,
} from './kinds.ts';
export { type Independence, INDEPENDENCE_OPTIONS, IndependenceQueries } from './independence.queries.ts';
export {
  benefitDefaults,
  FORM_QUESTIONS,
  LEGAL_FORM_TABLE,
  LEGAL_FORMS_AS_AT,
  type LegalForm,
  type Statement,
} from './legal-forms.ts';
export { SpinOutFactsModule } from './spin-out-facts.module.ts';
export { type Stake, sumOfStakes } from './stakes.ts';
export { reservesInMonths, type TenderFit, tenderFit } from './standing.ts';
export { MFA_LIMIT, mfaWindow } from './subsidy.ts';
