import { type Theme } from './audiences.ts';

interface Risk {
  readonly lead: string;
  readonly text: string;
  readonly theme: Theme;
  /** It comes first for notes about these topics. */
  readonly topics: readonly string[];
}

/** What such cases have in common, where a note itself names fewer than five. No figures: those are the note's alone. */
export const COMMON_RISKS: readonly Risk[] = [
  {
    lead: 'Cash',
    text: 'Payment in arrears can leave a new body short in its first winter. Ask for cash month by month.',
    theme: 'money',
    topics: ['cashflow', 'finance', 'setup-cost', 'balance-sheet'],
  },
  {
    lead: 'One payer',
    text: 'Most begin with a single contract. Ask what would be left without it.',
    theme: 'money',
    topics: ['single-contract', 'diversification', 'growth'],
  },
  {
    lead: 'Pensions',
    text: 'A bond or a guarantee can cost more than a surplus. Ask the pension fund first.',
    theme: 'people',
    topics: ['pensions', 'tupe', 'two-tier'],
  },
  {
    lead: 'The split',
    text: 'IT, leases and data take longer and cost more than the first estimate.',
    theme: 'law',
    topics: ['it', 'assets', 'data-protection', 'support-services', 'timescale'],
  },
  {
    lead: 'The renewal',
    text: 'The contract will be competed for again, and price may decide.',
    theme: 'law',
    topics: ['contract', 'procurement', 'commissioning', 'reserved', 'right-to-challenge'],
  },
  {
    lead: 'Staff',
    text: 'Jobs and terms move by law, trust does not. Ask what staff were told, and when.',
    theme: 'people',
    topics: ['staff-engagement', 'staff-ownership', 'leadership', 'skills'],
  },
  {
    lead: 'The way back',
    text: 'Ask who would run the service on the day after a failure, and what that would cost.',
    theme: 'service',
    topics: ['insourcing', 'exit', 'risk', 'merger'],
  },
  {
    lead: 'A change of mind',
    text: 'An election can turn a decision round. Ask who would defend it then.',
    theme: 'politics',
    topics: ['politics', 'scrutiny', 'making-the-case', 'reorganisation'],
  },
];
