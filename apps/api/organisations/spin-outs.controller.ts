import { Body, Controller, Get, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import {
  EditSpinOutInput,
  NewSpinOutInput,
  SpinOutListInput,
  SpinOutsQueries,
  SpinOutsService,
  StageEventInput,
} from '#libs/organisations';
import { type Actor, type Reader } from '#libs/people';
import { onceFor } from '#libs/platform/database';
import { IdPipe } from '#libs/platform/http';
import { IdempotencyKey, IfMatch } from '../headers.ts';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';
import {
  SpinOutListResource,
  SpinOutDetailResource,
  toSpinOutListItemResource,
  toSpinOutDetailResource,
} from './spin-out.resource.ts';

@ApiTags('Organisations')
@Controller('spin-outs')
export class SpinOutsController {
  constructor(
    private readonly spinOuts: SpinOutsService,
    private readonly queries: SpinOutsQueries,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listSpinOuts', summary: 'Spin-outs by name, those that ended among them' })
  @ApiOkResponse({ type: SpinOutListResource })
  async list(@CurrentReader() reader: Reader, @Query() input: SpinOutListInput): Promise<SpinOutListResource> {
    const { items, next } = await this.queries.list(reader, input);
    return { items: items.map(toSpinOutListItemResource), next };
  }

  @Post()
  @ApiOperation({ operationId: 'createSpinOut', summary: 'Add a spin-out with the stage it is at; data stewards only' })
  @ApiCreatedResponse({ type: SpinOutDetailResource })
  async create(
    @CurrentActor() actor: Actor,
    @Body() input: NewSpinOutInput,
    @IdempotencyKey() key: string | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SpinOutDetailResource> {
    const { id } = await this.spinOuts.create(actor, input, onceFor(actor.personId, key, 'create-spin-out', input));
    void reply.header('location', `/api/v1/spin-outs/${id}`);
    return this.show(actor, id, reply);
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getSpinOut', summary: 'One spin-out with its stages' })
  @ApiOkResponse({ type: SpinOutDetailResource })
  async show(
    @CurrentReader() reader: Reader,
    @Param('id', IdPipe) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SpinOutDetailResource> {
    const spinOut = toSpinOutDetailResource(await this.queries.page(reader, id));
    void reply.header('etag', `"v${spinOut.version}"`);
    return spinOut;
  }

  @Patch(':id')
  @ApiOperation({
    operationId: 'editSpinOut',
    summary:
      'Change what is named, an empty text takes it away; If-Match takes the ETag. Editors and data stewards only',
  })
  @ApiOkResponse({ type: SpinOutDetailResource })
  async edit(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: EditSpinOutInput,
    @IfMatch() version: number | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SpinOutDetailResource> {
    await this.spinOuts.edit(actor, id, input, version);
    return this.show(actor, id, reply);
  }

  @Post(':id/stage-events')
  @ApiOperation({
    operationId: 'addStageEvent',
    summary: 'Record that it reached a stage on a day; what it is now follows the latest day',
  })
  @ApiCreatedResponse({ type: SpinOutDetailResource })
  async addStageEvent(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: StageEventInput,
    @IdempotencyKey() key: string | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SpinOutDetailResource> {
    await this.spinOuts.addStageEvent(actor, id, input, onceFor(actor.personId, key, 'add-stage-event', id, input));
    void reply.header('location', `/api/v1/spin-outs/${id}`);
    return this.show(actor, id, reply);
  }
}
