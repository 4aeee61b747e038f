import { Matches } from 'class-validator';
import { Choice, Day, Text, Whole } from '#libs/platform/inputs';
import { NATIONS } from '#libs/taxonomy';

type Labels = Readonly<Record<string, string>>;

export const SERVICE_KINDS: Labels = {
  service: 'A service that is not health care',
  health: 'Health care, arranged by the NHS or a council’s public health',
  'goods-works': 'Goods or works',
  unknown: 'Not sure',
};

export const YES_NO_UNKNOWN = { yes: 'Yes', no: 'No', unknown: 'Not sure' } as const;

export const PREVIOUS_CONTRACTS: Labels = {
  none: 'No',
  same: 'Yes, from this authority',
  other: 'Yes, but only from other authorities',
  unknown: 'Not sure',
};

const answer = (label: string): PropertyDecorator =>
  Choice({ label, of: Object.keys(YES_NO_UNKNOWN), ask: 'Choose yes, no or not sure' });

/** The answers to seven questions. Nothing of them is kept: they stand in the address alone. */
export class ReservedCheckInput {
  @Choice({ label: 'Nation', of: NATIONS, ask: 'Choose where the authority is' })
  readonly nation!: string;

  @Text({ label: 'The authority', max: 200, ask: 'Enter which authority awards the contract' })
  readonly authority!: string;

  @Choice({ label: 'What is bought', of: Object.keys(SERVICE_KINDS), ask: 'Choose what is bought' })
  readonly service!: string;

  /** Eight digits, with or without the check digit. */
  @Text({ label: 'The CPV code', max: 20 })
  @Matches(/^\d{8}(-\d)?$/, { message: 'Enter a CPV code of eight digits, like 92511000' })
  readonly cpv!: string;

  /** Extensions included. */
  @Whole({ label: 'The term in months', min: 1, max: 600 })
  readonly months!: number;

  @Day({ label: 'The date of the award', ask: 'Enter when the contract will be awarded' })
  readonly awardOn!: string;

  @answer('Public services')
  readonly publicServices!: keyof typeof YES_NO_UNKNOWN;

  @answer('Profits')
  readonly profits!: keyof typeof YES_NO_UNKNOWN;

  @answer('Control by employees')
  readonly control!: keyof typeof YES_NO_UNKNOWN;

  /** Contracts for the same kind of services under the same law, that the mutual entered into. */
  @Choice({ label: 'Contracts before', of: Object.keys(PREVIOUS_CONTRACTS), ask: 'Choose what it had before' })
  readonly previous!: string;

  /** The latest of those from this authority. */
  @Day({ label: 'The date of the contract before', optional: true })
  readonly previousOn?: string;
}
