/**
 * Contracts: what a spin-out is paid for, by whom and until when; and how much hangs on one payer.
 *
 * Promises: a register is private to the spin-out's verified members and editors, and to whom they allow; no role of the
 * platform opens it. Figures are computed from whole pence and rounded once. An award becomes a contract only when a
 * person confirms it.
 */
export { Contract } from './contract.entity.ts';
export { ContractNotFound, RegisterNotFound } from './contracts.errors.ts';
export {
  AllowReaderInput,
  AwardListInput,
  ContractListInput,
  DecideAwardInput,
  EndedContractInput,
  EditContractInput,
  ExposureInput,
  NewContractInput,
  ResolveBuyerInput,
  TellPeersInput,
} from './contracts.inputs.ts';
export { ContractsModule } from './contracts.module.ts';
export { contractsPolicy } from './contracts.policy.ts';
export {
  type AllowedReader,
  type ContractRow,
  ContractsQueries,
  type ContractWithSpinOut,
  type FoundPeers,
  type Register,
} from './contracts.queries.ts';
export { ContractsService } from './contracts.service.ts';
export { yearName, yearOf } from './days.ts';
export { type Peer, trajectoryOf, type YearShare } from './diversified.ts';
export { asksWhatCameNext, hasEnded } from './ended.ts';
export { type Cliff, type Exposure, exposureOf, type YearIncome } from './exposure.ts';
export { exposureWarnings, moneyOf, monthsInWords, NO_CURRENT_CONTRACTS, poundsInWords } from './exposure.words.ts';
export { CONTRACT_ROLES, CONTRACT_SOURCES, CURRENCIES, NEXT_PROVIDERS, VALUE_BASES } from './labels.ts';
export {
  type NoticesProgress,
  type NoticesResult,
  NoticesImport,
  type RefusedEntry,
} from './notices/notices-import.ts';
export { type WatchRow, WatchesService } from './watches.service.ts';
export { AwardsService } from './notices/awards.service.ts';
export { type AwardSuggestion, AwardsQueries, type UnmatchedBuyer } from './notices/awards.queries.ts';
