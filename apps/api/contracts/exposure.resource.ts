import { ApiProperty } from '@nestjs/swagger';
import { type Cliff, type Exposure, exposureWarnings, moneyOf } from '#libs/contracts';
import { MoneyResource } from '../threads/post.resource.ts';

class PayerShareResource {
  @ApiProperty()
  readonly payer!: string;
  @ApiProperty({ type: MoneyResource })
  readonly annualValue!: MoneyResource;
  @ApiProperty({ description: 'Per cent of the active income, to a tenth' })
  readonly share!: number;
}

class YearIncomeResource {
  @ApiProperty({ example: '2026-27' })
  readonly year!: string;
  @ApiProperty({ type: MoneyResource })
  readonly withoutExtensions!: MoneyResource;
  @ApiProperty({ type: MoneyResource })
  readonly withExtensions!: MoneyResource;
}

class CauseResource {
  @ApiProperty({ format: 'uuid' })
  readonly contractId!: string;
  @ApiProperty()
  readonly title!: string;
  @ApiProperty()
  readonly payer!: string;
  @ApiProperty({ type: MoneyResource, description: 'Its part of the fall' })
  readonly lost!: MoneyResource;
}

class CliffResource {
  @ApiProperty({ example: '2027-28' })
  readonly year!: string;
  @ApiProperty({ type: MoneyResource })
  readonly before!: MoneyResource;
  @ApiProperty({ type: MoneyResource })
  readonly after!: MoneyResource;
  @ApiProperty({ description: 'Per cent less than the year before, to a tenth' })
  readonly fallPercent!: number;
  @ApiProperty({ type: CauseResource, description: 'The contract that causes most of the fall' })
  readonly cause!: CauseResource;
}

class LeftOutResource {
  @ApiProperty({ format: 'uuid' })
  readonly contractId!: string;
  @ApiProperty({ enum: ['no-value', 'no-end-for-total', 'other-currency'] })
  readonly why!: string;
}

export class ExposureResource {
  @ApiProperty({ format: 'date' })
  readonly at!: string;
  @ApiProperty({ enum: ['current-contracts', 'no-current-contracts'] })
  readonly status!: string;
  @ApiProperty({ type: MoneyResource, nullable: true, description: 'In a year; null: no current contracts' })
  readonly activeIncome!: MoneyResource | null;
  @ApiProperty({ type: 'integer', description: 'Contracts that are active' })
  readonly activeContracts!: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Per cent, to a tenth; null: no current contracts' })
  readonly largestPayerShare!: number | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Herfindahl-Hirschman index by payer, 0 to 10,000' })
  readonly hhi!: number | null;
  @ApiProperty({ type: 'integer' })
  readonly payerCount!: number;
  @ApiProperty({ type: [PayerShareResource], description: 'Largest first' })
  readonly payers!: PayerShareResource[];
  @ApiProperty({ type: 'integer', nullable: true, description: 'Weighted by value, without extensions' })
  readonly weightedRemainingDays!: number | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Weighted by value, with all extensions' })
  readonly weightedRemainingDaysWithExtensions!: number | null;
  @ApiProperty({ type: [YearIncomeResource], description: 'Contracted income by financial year, 1 April to 31 March' })
  readonly incomeByYear!: YearIncomeResource[];
  @ApiProperty({ type: CliffResource, nullable: true, description: 'The first year at least 30% below the one before' })
  readonly cliff!: CliffResource | null;
  @ApiProperty({ type: CliffResource, nullable: true, description: 'The same with all extensions' })
  readonly cliffWithExtensions!: CliffResource | null;
  @ApiProperty({ type: [LeftOutResource], description: 'Contracts that say too little to be counted' })
  readonly leftOut!: LeftOutResource[];
  @ApiProperty({ type: [String], description: 'In words' })
  readonly warnings!: string[];
}

const toCliff = (cliff: Cliff | null): CliffResource | null =>
  cliff && {
    year: cliff.name,
    before: moneyOf(cliff.beforePence),
    after: moneyOf(cliff.afterPence),
    fallPercent: cliff.fall,
    cause: {
      contractId: cliff.cause.id,
      title: cliff.cause.title,
      payer: cliff.cause.payer,
      lost: moneyOf(cliff.cause.lostPence),
    },
  };

export function toExposureResource(exposure: Exposure): ExposureResource {
  const { active } = exposure;
  return {
    at: exposure.at,
    status: active ? 'current-contracts' : 'no-current-contracts',
    activeIncome: active && moneyOf(active.activePence),
    activeContracts: active?.contracts ?? 0,
    largestPayerShare: active?.largestShare ?? null,
    hhi: active?.hhi ?? null,
    payerCount: active?.payers.length ?? 0,
    payers: (active?.payers ?? []).map(({ payer, annualPence, share }) => ({
      payer,
      annualValue: moneyOf(annualPence),
      share,
    })),
    weightedRemainingDays: active?.remainingDays ?? null,
    weightedRemainingDaysWithExtensions: active?.remainingDaysExtended ?? null,
    incomeByYear: exposure.years.map(({ name, withoutPence, withPence }) => ({
      year: name,
      withoutExtensions: moneyOf(withoutPence),
      withExtensions: moneyOf(withPence),
    })),
    cliff: toCliff(exposure.cliff),
    cliffWithExtensions: toCliff(exposure.cliffExtended),
    leftOut: exposure.leftOut.map(({ id, why }) => ({ contractId: id, why })),
    warnings: exposureWarnings(exposure),
  };
}
