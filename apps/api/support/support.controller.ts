import { Body, Controller, Get, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { type Actor, type Reader } from '#libs/people';
import { onceFor } from '#libs/platform/database';
import { IdPipe } from '#libs/platform/http';
import {
  EditProgrammeInput,
  NewProgrammeInput,
  type ProgrammeRow,
  SUPPORT_SHOWN,
  SupportListInput,
  SupportQueries,
  SupportService,
} from '#libs/support';
import { IdempotencyKey, IfMatch } from '../headers.ts';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';

const TEXT_OR_NULL = { type: String, nullable: true } as const;
const DAY_OR_NULL = { type: String, format: 'date', nullable: true } as const;

class ProgrammeResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty()
  readonly name!: string;
  @ApiProperty()
  readonly provider!: string;
  @ApiProperty()
  readonly summary!: string;
  @ApiProperty({ ...TEXT_OR_NULL, description: 'Null: all of the UK' })
  readonly nation!: string | null;
  @ApiProperty({ type: [String] })
  readonly topics!: string[];
  @ApiProperty({ ...DAY_OR_NULL })
  readonly opensOn!: string | null;
  @ApiProperty({ ...DAY_OR_NULL, description: 'The last day' })
  readonly closesOn!: string | null;
  @ApiProperty({ enum: Object.keys(SUPPORT_SHOWN), description: 'By the date of today alone' })
  readonly state!: string;
  @ApiProperty({ ...TEXT_OR_NULL })
  readonly url!: string | null;
  @ApiProperty()
  readonly source!: string;
  @ApiProperty({ format: 'date' })
  readonly checkedOn!: string;
  @ApiProperty()
  readonly fictional!: boolean;
  @ApiProperty({ type: 'integer' })
  readonly version!: number;
}

class ProgrammeListResource {
  @ApiProperty({ type: [ProgrammeResource] })
  readonly items!: ProgrammeResource[];
  @ApiProperty({ ...TEXT_OR_NULL, description: 'Always null: all are given' })
  readonly next!: null;
}

const toProgrammeResource = (row: ProgrammeRow): ProgrammeResource => ({
  id: row.id,
  name: row.name,
  provider: row.provider,
  summary: row.summary,
  nation: row.nation,
  topics: row.topics,
  opensOn: row.opensOn,
  closesOn: row.closesOn,
  state: row.state,
  url: row.url,
  source: row.source,
  checkedOn: row.checkedOn,
  fictional: row.fictional,
  version: row.version,
});

@ApiTags('Support')
@Controller('support-programmes')
export class SupportController {
  constructor(
    private readonly queries: SupportQueries,
    private readonly support: SupportService,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listSupportProgrammes', summary: 'Programmes that help, open ones first' })
  @ApiOkResponse({ type: ProgrammeListResource })
  async list(@CurrentReader() reader: Reader, @Query() input: SupportListInput): Promise<ProgrammeListResource> {
    const { programmes } = await this.queries.directory(reader, input);
    return { items: programmes.map(toProgrammeResource), next: null };
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getSupportProgramme', summary: 'One programme' })
  @ApiOkResponse({ type: ProgrammeResource })
  async show(
    @CurrentReader() reader: Reader,
    @Param('id', IdPipe) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ProgrammeResource> {
    const programme = toProgrammeResource(await this.queries.programme(reader, id));
    void reply.header('etag', `"v${programme.version}"`);
    return programme;
  }

  @Post()
  @ApiOperation({ operationId: 'addSupportProgramme', summary: 'Add a programme; data stewards only' })
  @ApiCreatedResponse({ type: ProgrammeResource })
  async add(
    @CurrentActor() actor: Actor,
    @Body() input: NewProgrammeInput,
    @IdempotencyKey() key: string | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ProgrammeResource> {
    const { id } = await this.support.add(actor, input, onceFor(actor.personId, key, 'add-programme', input));
    return this.show(actor, id, reply);
  }

  @Put(':id')
  @ApiOperation({
    operationId: 'editSupportProgramme',
    summary: 'Replace a programme; data stewards. If-Match its ETag',
  })
  @ApiOkResponse({ type: ProgrammeResource })
  async edit(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: EditProgrammeInput,
    @IfMatch() version: number | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ProgrammeResource> {
    await this.support.edit(actor, id, input, version);
    return this.show(actor, id, reply);
  }
}
