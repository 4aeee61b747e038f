import { ApiProperty } from '@nestjs/swagger';
import {
  CONTRACT_ROLES,
  CONTRACT_SOURCES,
  type ContractRow,
  CURRENCIES,
  NEXT_PROVIDERS,
  VALUE_BASES,
} from '#libs/contracts';
import { ROUTES, SERVICE_AREAS } from '#libs/taxonomy';

const TEXT_OR_NULL = { type: String, nullable: true } as const;
const DAY_OR_NULL = { type: String, format: 'date', nullable: true } as const;

/** A contract may be in another currency; the figures of exposure are in pounds alone. */
export class ContractMoneyResource {
  @ApiProperty({ example: '1234.50' })
  readonly amount!: string;
  @ApiProperty({ enum: CURRENCIES })
  readonly currency!: string;
}

export class ContractResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ format: 'uuid' })
  readonly spinOutId!: string;
  @ApiProperty()
  readonly payer!: string;
  @ApiProperty({ ...TEXT_OR_NULL, description: 'Where the payer is a council, for /councils/:code' })
  readonly payerCode!: string | null;
  @ApiProperty()
  readonly title!: string;
  @ApiProperty({ ...TEXT_OR_NULL, enum: Object.keys(SERVICE_AREAS) })
  readonly serviceArea!: string | null;
  @ApiProperty({ type: ContractMoneyResource, nullable: true })
  readonly annualValue!: ContractMoneyResource | null;
  @ApiProperty({ type: ContractMoneyResource, nullable: true })
  readonly totalValue!: ContractMoneyResource | null;
  @ApiProperty({ enum: CURRENCIES })
  readonly currency!: string;
  @ApiProperty({ enum: Object.keys(VALUE_BASES) })
  readonly valueBasis!: string;
  @ApiProperty({ format: 'date' })
  readonly start!: string;
  @ApiProperty({ ...DAY_OR_NULL })
  readonly end!: string | null;
  @ApiProperty({ ...DAY_OR_NULL })
  readonly extensionTo!: string | null;
  @ApiProperty()
  readonly extensionCertain!: boolean;
  @ApiProperty({ type: 'integer', nullable: true })
  readonly noticePeriodMonths!: number | null;
  @ApiProperty({ enum: Object.keys(ROUTES) })
  readonly route!: string;
  @ApiProperty({ ...TEXT_OR_NULL })
  readonly reservedBasis!: string | null;
  @ApiProperty()
  readonly lightTouch!: boolean;
  @ApiProperty({ enum: Object.keys(CONTRACT_ROLES) })
  readonly role!: string;
  @ApiProperty({ enum: Object.keys(CONTRACT_SOURCES) })
  readonly source!: string;
  @ApiProperty({ ...TEXT_OR_NULL })
  readonly ocid!: string | null;
  @ApiProperty({ ...TEXT_OR_NULL })
  readonly noticeUrl!: string | null;
  @ApiProperty({ ...TEXT_OR_NULL, description: 'Who pays from novatedOn on' })
  readonly novatedTo!: string | null;
  @ApiProperty({ ...TEXT_OR_NULL, description: 'Where the new payer is a council, for /councils/:code' })
  readonly novatedToCode!: string | null;
  @ApiProperty({ ...DAY_OR_NULL })
  readonly novatedOn!: string | null;
  @ApiProperty({ ...TEXT_OR_NULL })
  readonly endedReason!: string | null;
  @ApiProperty({ ...TEXT_OR_NULL, enum: Object.keys(NEXT_PROVIDERS) })
  readonly nextProviderKind!: string | null;
  @ApiProperty({ ...DAY_OR_NULL })
  readonly confidentialUntil!: string | null;
  @ApiProperty({ type: 'integer' })
  readonly version!: number;
}

export class ContractListResource {
  @ApiProperty({ type: [ContractResource] })
  readonly items!: ContractResource[];
  @ApiProperty({ ...TEXT_OR_NULL })
  readonly next!: string | null;
}

export function toContractResource(spinOutId: string, contract: ContractRow): ContractResource {
  const money = (amount: string | null) => (amount === null ? null : { amount, currency: contract.currency });
  const { annualValue, totalValue } = contract;
  const resource = { ...contract, spinOutId, annualValue: money(annualValue), totalValue: money(totalValue) };
  // What payers are counted by is nobody's business but ours.
  delete (resource as { payerKey?: string }).payerKey;
  delete resource.novation;
  return resource;
}
