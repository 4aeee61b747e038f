import { type Theme } from './audiences.ts';

interface Role {
  readonly role: string;
  readonly about: string;
  readonly theme: Theme;
  readonly topics: readonly string[];
}

/** People by their role, where a note names fewer than three. */
export const COMMON_ROLES: readonly Role[] = [
  {
    role: 'Your chief finance officer',
    about: 'cash terms, guarantees and VAT',
    theme: 'money',
    topics: ['finance', 'vat', 'cashflow', 'savings', 'setup-cost', 'balance-sheet', 'subsidy'],
  },
  {
    role: 'Your head of procurement',
    about: 'how the contract may be let, and let again',
    theme: 'law',
    topics: ['procurement', 'contract', 'reserved', 'commissioning', 'single-contract', 'right-to-challenge', 'exit'],
  },
  {
    role: 'Your trade union representatives',
    about: 'jobs, terms and what staff have been told',
    theme: 'people',
    topics: ['tupe', 'staff-engagement', 'staff-ownership', 'two-tier', 'insourcing', 'skills'],
  },
  {
    role: 'The employer team of your pension fund',
    about: 'admission, bond and pass-through',
    theme: 'people',
    topics: ['pensions'],
  },
  {
    role: 'The chair of your scrutiny committee',
    about: 'what members will ask',
    theme: 'politics',
    topics: ['politics', 'scrutiny', 'making-the-case'],
  },
  {
    role: 'Your monitoring officer',
    about: 'powers, conflicts of interest and property',
    theme: 'law',
    topics: ['assets', 'governance', 'conflict-of-interest', 'data-protection', 'regulation'],
  },
];
