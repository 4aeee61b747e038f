import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiTags,
} from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { type Actor, type Reader } from '#libs/people';
import {
  PLEDGE_AUDIENCES,
  PLEDGE_STATES,
  PledgeInput,
  PledgeListInput,
  type PledgeRow,
  PledgesQueries,
  PledgesService,
  PledgeStateInput,
} from '#libs/pledges';
import { onceFor } from '#libs/platform/database';
import { IdPipe } from '#libs/platform/http';
import { IdempotencyKey, IfMatch } from '../headers.ts';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';

class PledgeSubjectResource {
  @ApiProperty({ description: 'thread, or the kind of an organisation' })
  readonly kind!: string;
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty()
  readonly title!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Of a council' })
  readonly code!: string | null;
}

class PledgeResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty()
  readonly text!: string;
  @ApiProperty({ format: 'date' })
  readonly dueOn!: string;
  @ApiProperty({ enum: Object.keys(PLEDGE_AUDIENCES) })
  readonly audience!: string;
  @ApiProperty({ type: PledgeSubjectResource, nullable: true, description: 'Null also: you may not read it' })
  readonly about!: PledgeSubjectResource | null;
  @ApiProperty({ enum: Object.keys(PLEDGE_STATES) })
  readonly state!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly endedAt!: string | null;
  @ApiProperty({ format: 'date-time' })
  readonly createdAt!: string;
  @ApiProperty({ type: 'integer' })
  readonly version!: number;
}

class PledgeListResource {
  @ApiProperty({ type: [PledgeResource] })
  readonly items!: PledgeResource[];
  @ApiProperty({ type: String, nullable: true })
  readonly next!: string | null;
}

const toPledgeResource = (row: PledgeRow): PledgeResource => ({
  id: row.id,
  text: row.text,
  dueOn: row.dueOn,
  audience: row.audience,
  about: row.about,
  state: row.state,
  endedAt: row.endedAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
  version: row.version,
});

@ApiTags('Pledges')
@Controller()
export class PledgesController {
  constructor(
    private readonly queries: PledgesQueries,
    private readonly pledges: PledgesService,
  ) {}

  @Get('me/pledges')
  @ApiOperation({ operationId: 'listOwnPledges', summary: 'The next steps that you set yourself, the newest first' })
  @ApiOkResponse({ type: PledgeListResource })
  async list(@CurrentActor() actor: Actor, @Query() input: PledgeListInput): Promise<PledgeListResource> {
    const { items, next } = await this.queries.own(actor, input);
    return { items: items.map(toPledgeResource), next };
  }

  @Get('me/pledges/:id')
  @ApiOperation({ operationId: 'getOwnPledge', summary: 'One of your next steps' })
  @ApiOkResponse({ type: PledgeResource })
  async show(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PledgeResource> {
    const pledge = toPledgeResource(await this.queries.pledge(actor, id));
    void reply.header('etag', `"v${pledge.version}"`);
    return pledge;
  }

  @Post('me/pledges')
  @ApiOperation({ operationId: 'makePledge', summary: 'Set yourself a next step, with a day' })
  @ApiCreatedResponse({ type: PledgeResource })
  async make(
    @CurrentActor() actor: Actor,
    @Body() input: PledgeInput,
    @IdempotencyKey() key: string | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PledgeResource> {
    const { id } = await this.pledges.make(actor, input, onceFor(actor.personId, key, 'make-pledge', input));
    return this.show(actor, id, reply);
  }

  @Put('me/pledges/:id')
  @ApiOperation({ operationId: 'editPledge', summary: 'Replace it; another day is another nudge. If-Match its ETag' })
  @ApiOkResponse({ type: PledgeResource })
  async edit(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: PledgeInput,
    @IfMatch() version: number | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PledgeResource> {
    await this.pledges.edit(actor, id, input, version);
    return this.show(actor, id, reply);
  }

  @Put('me/pledges/:id/state')
  @ApiOperation({ operationId: 'setPledgeState', summary: 'Say that it is done, dropped, or to do again' })
  @ApiOkResponse({ type: PledgeResource })
  async setState(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { state }: PledgeStateInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PledgeResource> {
    await this.pledges.setState(actor, id, state);
    return this.show(actor, id, reply);
  }

  @Delete('me/pledges/:id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'removePledge', summary: 'Remove it, with what was said of it' })
  @ApiNoContentResponse()
  remove(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<void> {
    return this.pledges.remove(actor, id);
  }

  @Get('people/:id/pledges')
  @ApiOperation({
    operationId: 'listPledgesOfPerson',
    summary: 'What somebody shows to the network and has not dropped',
  })
  @ApiOkResponse({ type: PledgeListResource })
  async ofPerson(@CurrentReader() reader: Reader, @Param('id', IdPipe) id: string): Promise<PledgeListResource> {
    return { items: (await this.queries.ofPerson(reader, id)).map(toPledgeResource), next: null };
  }
}
