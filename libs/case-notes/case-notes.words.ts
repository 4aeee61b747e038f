import {
  type AuthorTie,
  type CaseResult,
  type Confidence,
  type DocumentKind,
  type Per,
  type Verdict,
} from './case-note.entity.ts';
import { type MoneyKind } from './figures.entity.ts';

/** The codes of a case note and what they are called. Codes are promises (addresses, the API, the database). */

/** What became of it. A failure is a result like any other. */
export const RESULTS: Readonly<Record<CaseResult, string>> = {
  'went-ahead': 'Went ahead',
  'in-progress': 'Still under way',
  'decided-not-to': 'Decided not to',
  insourced: 'Came back in-house',
  merged: 'Merged',
  'lost-contract': 'Lost the contract',
  closed: 'Closed',
};

/** How far a figure can be trusted, strongest first. */
export const CONFIDENCES = [
  'audited',
  'inspected',
  'commissioner',
  'self',
  'media',
  'none',
] as const satisfies readonly Confidence[];

export const VERDICTS = ['better', 'same', 'worse', 'mixed', 'unknown'] as const satisfies readonly Verdict[];

/** What ties the author to the organisation that the note is about. */
export const AUTHOR_TIES: Readonly<Record<AuthorTie, string>> = {
  staff: 'Works or worked there',
  commissioner: 'Commissions or commissioned it',
  adviser_paid: 'Was paid to advise it',
  adviser_unpaid: 'Advised it without pay',
  none: 'No tie',
};

export const MONEY_KINDS: Readonly<Record<MoneyKind, string>> = {
  saving: 'Saving',
  cost: 'Cost',
  setup: 'One-off cost of moving',
  investment: 'Investment',
  price: 'Price or income',
};

export const PERS: Readonly<Record<Per, string>> = { year: 'A year', once: 'Once', contract: 'Over the contract' };

/** What the politics were, without a party's or a person's name. */
export const POLITICAL_TAGS = {
  no_overall_control: 'No overall control',
  change_of_control: 'Change of control',
  all_party_support: 'All-party support',
  opposed: 'Opposed',
  reversed_after_election: 'Reversed after an election',
} as const;
export type PoliticalTag = keyof typeof POLITICAL_TAGS;

export const DOCUMENT_KINDS: Readonly<Record<DocumentKind, string>> = {
  report: 'Report or council paper',
  minutes: 'Minutes',
  accounts: 'Accounts',
  contract: 'Contract notice',
  evaluation: 'Evaluation or inspection',
  media: 'News',
  other: 'Something else',
};

/** A table's keys, in its order, with their type. */
export const codesOf = <Code extends string>(labels: Readonly<Record<Code, string>>): Code[] =>
  Object.keys(labels) as Code[];
