import {
  type AuthorTie,
  type CaseResult,
  type Confidence,
  type DocumentKind,
  type LossReason,
  type DocumentLicence,
  type Licence,
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
  'lost-bid': 'Lost the bid',
  'lost-contract': 'Lost the contract',
  closed: 'Closed',
};

/** The results that are a loss to somebody else: these alone have a reason. */
export const LOSSES = ['lost-bid', 'lost-contract'] as const satisfies readonly CaseResult[];

/** What a list may be asked for: each result alone, or every loss together. */
export const RESULT_FILTERS = { ...RESULTS, lost: 'Lost: a bid or the contract' } as const;
export type ResultFilter = keyof typeof RESULT_FILTERS;

export const resultsOf = (asked: readonly ResultFilter[]): CaseResult[] => [
  ...new Set(asked.flatMap((result): readonly CaseResult[] => (result === 'lost' ? LOSSES : [result]))),
];

export const LOSS_REASONS: Readonly<Record<LossReason, string>> = {
  price: 'Price',
  quality: 'Quality of the bid or the service',
  standing: 'Financial standing or track record',
  other: 'Something else',
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

/** The same, in words. */
export const GRADES: Readonly<Record<Confidence, string>> = {
  audited: 'Audited',
  inspected: 'Inspected',
  commissioner: 'Commissioner confirmed',
  self: 'Self-reported',
  media: 'Press report',
  none: 'No source',
};

export const VERDICTS = ['better', 'same', 'worse', 'mixed', 'unknown'] as const satisfies readonly Verdict[];

/** To be lost is an outcome to who looks for one, though it is a result here. */
export const OUTCOME_FILTERS = [...VERDICTS, 'lost'] as const;
export type OutcomeFilter = (typeof OUTCOME_FILTERS)[number];

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

/** What a council may lawfully give a mutual, by its kind. `none` stands alone: asked, and there was none. */
export const LAWFUL_HELP_KINDS = {
  none: 'None',
  reserved_contract: 'Reserved contract',
  loan: 'Loan',
  lease_or_licence: 'Lease or licence',
  grant: 'Grant',
  guarantee: 'Guarantee',
  other: 'Other help',
} as const;
export type LawfulHelpKind = keyof typeof LAWFUL_HELP_KINDS;

/** The kinds, and what the author said of them; null where neither is recorded. */
export const lawfulHelpWords = (note: {
  readonly lawfulHelpKinds: readonly LawfulHelpKind[];
  readonly lawfulHelp: string | null;
}): string | null =>
  [note.lawfulHelpKinds.map((kind) => LAWFUL_HELP_KINDS[kind]).join(', '), note.lawfulHelp]
    .filter(Boolean)
    .join('. ') || null;

export const DOCUMENT_KINDS: Readonly<Record<DocumentKind, string>> = {
  report: 'Report or council paper',
  minutes: 'Minutes',
  accounts: 'Accounts',
  contract: 'Contract notice',
  evaluation: 'Evaluation or inspection',
  media: 'News',
  other: 'Something else',
};

/** On what terms others may use a note. */
export const LICENCES: Readonly<Record<Licence, string>> = {
  'CC BY 4.0': 'Creative Commons Attribution 4.0 (CC BY)',
  'CC BY-SA 4.0': 'Creative Commons Attribution-ShareAlike 4.0 (CC BY-SA)',
  'CC0 1.0': 'No rights reserved (CC0)',
  'OGL 3.0': 'Open Government Licence 3.0 (OGL)',
};

export const DOCUMENT_LICENCES: Readonly<Record<DocumentLicence, string>> = {
  'all-rights-reserved': 'All rights reserved by its owner',
  ...LICENCES,
};

/** A table's keys, in its order, with their type. */
export const codesOf = <Code extends string>(labels: Readonly<Record<Code, string>>): Code[] =>
  Object.keys(labels) as Code[];
