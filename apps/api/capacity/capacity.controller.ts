import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { CapacityFilterInput, CapacityQueries, CapacityService, OwnCapacityInput } from '#libs/capacity';
import { type Actor, type Reader } from '#libs/people';
import { IdPipe } from '#libs/platform/http';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';

const TEXT_OR_NULL = { type: String, nullable: true } as const;

class ReportedCapacityResource {
  @ApiProperty()
  readonly stage!: string;
  @ApiProperty()
  readonly role!: string;
  @ApiProperty({ type: 'integer' })
  readonly cases!: number;
  @ApiProperty({ ...TEXT_OR_NULL, description: 'Days a week; null: too few cases', example: '1.5' })
  readonly min!: string | null;
  @ApiProperty({ ...TEXT_OR_NULL })
  readonly median!: string | null;
  @ApiProperty({ ...TEXT_OR_NULL })
  readonly max!: string | null;
}

class ReportedCapacityListResource {
  @ApiProperty({ type: [ReportedCapacityResource] })
  readonly items!: ReportedCapacityResource[];
  @ApiProperty({ ...TEXT_OR_NULL, description: 'Always null: all are given' })
  readonly next!: null;
}

class OwnCapacityResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty()
  readonly stage!: string;
  @ApiProperty()
  readonly role!: string;
  @ApiProperty({ example: '1.5' })
  readonly daysPerWeek!: string;
}

class OwnCapacityListResource {
  @ApiProperty({ type: [OwnCapacityResource] })
  readonly items!: OwnCapacityResource[];
  @ApiProperty({ ...TEXT_OR_NULL, description: 'Always null: all are given' })
  readonly next!: null;
}

@ApiTags('Capacity')
@Controller()
export class CapacityController {
  constructor(
    private readonly queries: CapacityQueries,
    private readonly capacity: CapacityService,
  ) {}

  @Get('capacity')
  @ApiOperation({ operationId: 'listReportedCapacity', summary: 'Days a week by stage and role, as cases report it' })
  @ApiOkResponse({ type: ReportedCapacityListResource })
  async reported(
    @CurrentReader() reader: Reader,
    @Query() input: CapacityFilterInput,
  ): Promise<ReportedCapacityListResource> {
    const rows = await this.queries.reported(reader, input);
    const items = rows.map(({ stage, role, cases, min, median, max }) => ({ stage, role, cases, min, median, max }));
    return { items, next: null };
  }

  @Get('me/capacity')
  @ApiOperation({ operationId: 'listOwnCapacity', summary: 'What you entered; nobody else reads it' })
  @ApiOkResponse({ type: OwnCapacityListResource })
  async own(@CurrentActor() actor: Actor): Promise<OwnCapacityListResource> {
    const rows = await this.queries.own(actor);
    return { items: rows.map(({ id, stage, role, daysPerWeek }) => ({ id, stage, role, daysPerWeek })), next: null };
  }

  @Put('me/capacity')
  @ApiOperation({
    operationId: 'keepOwnCapacity',
    summary: 'Enter what your team has; the same role again replaces it',
  })
  @ApiOkResponse({ type: OwnCapacityListResource })
  async keep(@CurrentActor() actor: Actor, @Body() input: OwnCapacityInput): Promise<OwnCapacityListResource> {
    await this.capacity.keep(actor, input);
    return this.own(actor);
  }

  @Delete('me/capacity/:id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'removeOwnCapacity', summary: 'Remove an entry of yours' })
  @ApiNoContentResponse()
  remove(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<void> {
    return this.capacity.remove(actor, id);
  }
}
