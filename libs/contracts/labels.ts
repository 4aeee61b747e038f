import { NEXT_PROVIDER_KINDS } from '#libs/organisations';

export const VALUE_BASES: Readonly<Record<string, string>> = {
  reported: 'As reported',
  derived: 'Worked out from another figure',
  estimated: 'Estimated',
};

export const CONTRACT_ROLES: Readonly<Record<string, string>> = {
  prime: 'Main contractor',
  sub: 'Subcontractor',
  consortium: 'Member of a consortium',
};

export const CONTRACT_SOURCES: Readonly<Record<string, string>> = {
  self: 'From our own records',
  document: 'From a document',
  ocds: 'From a published notice',
  'award-table': 'From the table of published awards',
  foi: 'From a freedom of information answer',
};

/** The same list as of spin-outs that ended. */
export const NEXT_PROVIDERS: Readonly<Record<string, string>> = NEXT_PROVIDER_KINDS;

export const CURRENCIES = ['GBP', 'EUR', 'USD'] as const;
