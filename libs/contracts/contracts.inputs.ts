import { Transform } from 'class-transformer';
import { Matches } from 'class-validator';
import { Choice, Cursor, Day, Decimal, Flag, Text, Whole } from '#libs/platform/inputs';
import { ROUTES, SERVICE_AREAS } from '#libs/taxonomy';
import { CONTRACT_ROLES, CONTRACT_SOURCES, CURRENCIES, NEXT_PROVIDERS, VALUE_BASES } from './labels.ts';

/** "1234.50", and also { amount: "1234.50" } as answers give it. */
function Amount(label: string): PropertyDecorator {
  const unwrap = Transform(({ value }: { value: unknown }) => {
    const amount: unknown = typeof value === 'object' && value !== null && 'amount' in value ? value.amount : value;
    return amount;
  });
  const decimal = Decimal({ label, optional: true });
  return (target, property) => {
    unwrap(target, property);
    decimal(target, property);
  };
}

export class ContractListInput {
  @Cursor()
  readonly after?: string;

  @Whole({ label: 'limit', min: 1, max: 100, optional: true })
  readonly limit: number = 20;
}

class ContractFacts {
  @Choice({ label: 'Service area', of: Object.keys(SERVICE_AREAS), optional: true })
  readonly serviceArea?: string;

  /** In a year. Without it, the total over the length of the contract. */
  @Amount('The value in a year')
  readonly annualValue?: string;

  @Amount('The value in all')
  readonly totalValue?: string;

  @Choice({ label: 'Currency', of: CURRENCIES, optional: true })
  readonly currency?: string;

  @Choice({ label: 'What the value rests on', of: Object.keys(VALUE_BASES), optional: true })
  readonly valueBasis?: string;

  /** The last day of the contract; absent: none is agreed, and it counts as going on. */
  @Day({ label: 'The last day', optional: true })
  readonly end?: string;

  /** The last day, if every extension is taken up. */
  @Day({ label: 'The last day with extensions', optional: true })
  readonly extensionTo?: string;

  @Flag({ label: 'Extension certain', optional: true })
  readonly extensionCertain?: boolean;

  @Whole({ label: 'Notice period in months', min: 0, max: 120, optional: true })
  readonly noticePeriodMonths?: number;

  @Text({ label: 'Why it was reserved', max: 300, optional: true })
  readonly reservedBasis?: string;

  @Flag({ label: 'Light touch', optional: true })
  readonly lightTouch?: boolean;

  @Choice({ label: 'Role', of: Object.keys(CONTRACT_ROLES), optional: true })
  readonly role?: string;

  @Choice({ label: 'Source', of: Object.keys(CONTRACT_SOURCES), optional: true })
  readonly source?: string;

  @Text({ label: 'The id of the published process', max: 200, optional: true })
  readonly ocid?: string;

  @Text({ label: 'The address of the notice', max: 500, optional: true })
  @Matches(/^$|^https?:\/\/[^\s/]+\.[^\s]+$/, { message: 'Enter the address with its https://' })
  readonly noticeUrl?: string;

  /** Who pays from `novatedOn` on: a council's code or name, or any other name. */
  @Text({ label: 'Who it was novated to', max: 200, optional: true })
  readonly novatedTo?: string;

  /** The first day on which the new payer pays. */
  @Day({ label: 'The day it was novated', optional: true })
  readonly novatedOn?: string;

  @Text({ label: 'Why it ended', max: 500, optional: true })
  readonly endedReason?: string;

  @Choice({ label: 'Who provides it next', of: Object.keys(NEXT_PROVIDERS), optional: true })
  readonly nextProviderKind?: string;

  /** Until this day only members and editors of the spin-out see it, and nobody whom they allow. */
  @Day({ label: 'The day until which it is confidential', optional: true })
  readonly confidentialUntil?: string;
}

export class NewContractInput extends ContractFacts {
  /** Who pays: a council's code or name, or any other name. */
  @Text({ label: 'Who pays', max: 200, ask: 'Enter who pays' })
  readonly payer!: string;

  @Text({ label: 'What it is for', max: 300, ask: 'Enter what the contract is for' })
  readonly title!: string;

  @Day({ label: 'The first day', ask: 'Enter the first day of the contract' })
  readonly start!: string;

  @Choice({ label: 'Route', of: Object.keys(ROUTES), ask: 'Choose how the contract was won' })
  readonly route!: string;
}

/** What is absent stays as it is; an empty text takes it away. */
export class EditContractInput extends ContractFacts {
  @Text({ label: 'Who pays', max: 200, optional: true })
  readonly payer?: string;

  @Text({ label: 'What it is for', max: 300, optional: true })
  readonly title?: string;

  @Day({ label: 'The first day', optional: true })
  readonly start?: string;

  @Choice({ label: 'Route', of: Object.keys(ROUTES), optional: true })
  readonly route?: string;
}

/** What the editors are asked when a contract has ended. */
export class EndedContractInput {
  @Text({ label: 'Why it ended', max: 500, ask: 'Enter why it ended' })
  readonly endedReason!: string;

  @Choice({
    label: 'Who provides it next',
    of: Object.keys(NEXT_PROVIDERS),
    ask: 'Choose who provides the service now',
  })
  readonly nextProviderKind!: string;
}

export class ExposureInput {
  /** The day of the figures; absent: today. */
  @Day({ label: 'The day', optional: true })
  readonly at?: string;

  @Flag({ label: 'Grants', optional: true })
  readonly grants: boolean = true;

  @Flag({ label: 'Trading', optional: true })
  readonly trading: boolean = true;
}

export class AllowReaderInput {
  /** The id of a person, or the address of their page. Never an e-mail address: that would tell who has an account. */
  @Text({ label: 'Person', max: 300, optional: true })
  readonly person?: string;

  /** A council's code, or the whole name of a council or organisation. */
  @Text({ label: 'Organisation', max: 200, optional: true })
  readonly organisation?: string;
}

export class TellPeersInput {
  @Flag({ label: 'Tell peers', optional: true })
  readonly tellsPeers: boolean = false;
}

export class AwardListInput extends ContractListInput {
  /** Another name of the supplier, or its number at Companies House or the Charity Commission. */
  @Text({ label: 'Name or number', max: 200, optional: true })
  readonly q?: string;
}

export class DecideAwardInput {
  @Choice({ label: 'Decision', of: ['ours', 'not-ours'], ask: 'Choose whether this award is yours' })
  readonly decision!: 'ours' | 'not-ours';
}

export class ResolveBuyerInput {
  /** The name as it stands in the list. */
  @Text({ label: 'Name', max: 300 })
  readonly name!: string;

  /** A council's code, or a whole name; absent: it is nobody that we know. */
  @Text({ label: 'Council or organisation', max: 200, optional: true })
  readonly organisation?: string;
}
