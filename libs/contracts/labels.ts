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

export const NEXT_PROVIDERS: Readonly<Record<string, string>> = {
  psm: 'Another public service mutual',
  charity: 'A charity',
  private: 'A private company',
  public_body: 'Another public body',
  in_house: 'The payer itself, in house',
  none: 'Nobody: the service ended',
  unknown: 'Not known',
};

export const CURRENCIES = ['GBP', 'EUR', 'USD'] as const;
