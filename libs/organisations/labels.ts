import { type OrganisationKind, type PayerKind } from './organisation.entity.ts';
import { type EndedHow, type NextProviderKind } from './spin-out.entity.ts';

export const ORGANISATION_KINDS: Readonly<Record<OrganisationKind, string>> = {
  council: 'Council',
  spin_out: 'Spin-out',
  adviser: 'Adviser',
  union: 'Trade union',
  funder: 'Funder or lender',
  nhs: 'NHS body',
  other_public: 'Other public body',
  private_partner: 'Private partner',
};

export const PAYER_KINDS: Readonly<Record<PayerKind, string>> = {
  ICB: 'Integrated care board',
  NHS_TRUST: 'NHS trust',
  PCC: 'Police and crime commissioner',
  FIRE: 'Fire and rescue authority',
  CENTRAL: 'Central government',
  SCHOOL_TRUST: 'School or academy trust',
  HOUSING_ASSOC: 'Housing association',
  OTHER_PUBLIC: 'Other public payer',
};

/** Councils come from the register and spin-outs have a page of their own to be added on. */
export const ADDABLE_KINDS = ['adviser', 'union', 'funder', 'nhs', 'other_public', 'private_partner'] as const;

export const ENDED_HOW: Readonly<Record<EndedHow, string>> = {
  closed: 'Closed',
  insourced: 'Brought back in-house',
  merged: 'Merged into another organisation',
  sold: 'Sold',
};

export const NEXT_PROVIDER_KINDS: Readonly<Record<NextProviderKind, string>> = {
  psm: 'Another public service mutual',
  charity: 'A charity',
  private: 'A private company',
  public_body: 'Another public body',
  in_house: 'The council or other body itself, in house',
  nobody: 'Nobody: the service ended',
  unknown: 'Not known',
};

/** What the profile of a spin-out says, each with a source of its own. How it ended is said by its last stage. */
export const PROFILE_FIELDS = {
  parent: 'What it left',
  'service-areas': 'Service areas',
  staff: 'Staff',
  'went-live': 'When it went live',
  'legal-form': 'Legal form',
} as const;

export type ProfileField = keyof typeof PROFILE_FIELDS;

/** What the label of a council says, by its fifth: 1 is the most deprived. */
export const DEPRIVATION: Readonly<Record<number, string>> = {
  1: 'Among the most deprived fifth of councils',
  2: 'In the second most deprived fifth',
  3: 'In the middle fifth',
  4: 'In the second least deprived fifth',
  5: 'Among the least deprived fifth of councils',
};
