import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { adoptionCurve, AdoptionInput, InsightsQueries } from '#libs/insights';
import { type Reader } from '#libs/people';
import { CurrentReader } from '../reader.guard.ts';

class EndedSpinOutResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty()
  readonly name!: string;
  @ApiProperty({ type: 'integer' })
  readonly year!: number;
  @ApiProperty({ type: String, nullable: true, description: 'Null: not recorded' })
  readonly nextProviderKind!: string | null;
}

class EndedContractsResource {
  @ApiProperty({ type: 'integer' })
  readonly year!: number;
  @ApiProperty()
  readonly nextProviderKind!: string;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Null: fewer than five spin-outs' })
  readonly contracts!: number | null;
}

class WhoWonResource {
  @ApiProperty({ type: [EndedSpinOutResource], description: 'Latest first' })
  readonly spinOuts!: EndedSpinOutResource[];
  @ApiProperty({ type: [EndedContractsResource], description: 'Of private registers: numbers alone' })
  readonly contracts!: EndedContractsResource[];
}

class AdoptionYearResource {
  @ApiProperty({ type: 'integer' })
  readonly year!: number;
  @ApiProperty({ type: 'integer', description: 'First went live in this year' })
  readonly adopters!: number;
  @ApiProperty({ type: 'integer' })
  readonly cumulative!: number;
}

class AdoptionResource {
  @ApiProperty({ type: [AdoptionYearResource], description: 'Every year from the first to the last' })
  readonly items!: AdoptionYearResource[];
  @ApiProperty({ type: String, nullable: true, description: 'Always null: all are given' })
  readonly next!: null;
}

@ApiTags('Insights')
@Controller('insights')
export class InsightsController {
  constructor(private readonly queries: InsightsQueries) {}

  @Get('who-won-instead')
  @ApiOperation({ operationId: 'whoWonInstead', summary: 'What kind of provider came next, by year' })
  @ApiOkResponse({ type: WhoWonResource })
  async whoWon(@CurrentReader() reader: Reader): Promise<WhoWonResource> {
    const [ended, cells] = await Promise.all([this.queries.ended(reader), this.queries.endedContracts()]);
    return {
      spinOuts: ended.map(({ id, name, year, kind }) => ({ id, name, year, nextProviderKind: kind })),
      contracts: cells.map(({ year, kind, contracts }) => ({ year, nextProviderKind: kind, contracts })),
    };
  }

  @Get('adoption')
  @ApiOperation({ operationId: 'adoption', summary: 'How many went live each year, and altogether' })
  @ApiOkResponse({ type: AdoptionResource })
  async adoption(@CurrentReader() reader: Reader, @Query() { serviceArea }: AdoptionInput): Promise<AdoptionResource> {
    const adopters = await this.queries.adopters(reader);
    const years = adopters
      .filter(({ serviceAreas }) => serviceArea === undefined || serviceAreas.includes(serviceArea))
      .map(({ year }) => year);
    const items = adoptionCurve(years).map(({ year, adopters: n, cumulative }) => ({ year, adopters: n, cumulative }));
    return { items, next: null };
  }
}
