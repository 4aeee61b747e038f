import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Actor, type Reader } from '#libs/people';
import { IdPipe } from '#libs/platform/http';
import { ObjectionsQueries, TacticListInput, TacticsQueries, TacticsService, TriedInput } from '#libs/tactics';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';
import {
  ObjectionListResource,
  ObjectionResource,
  TacticListResource,
  TacticResource,
  toObjectionListItemResource,
  toObjectionResource,
  toTacticListItemResource,
  toTacticResource,
} from './tactics.resources.ts';

@ApiTags('Tactics and objections')
@Controller('tactics')
export class TacticsController {
  constructor(
    private readonly tactics: TacticsService,
    private readonly queries: TacticsQueries,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listTactics', summary: 'Tactics, newest first; what failed for most is among them' })
  @ApiOkResponse({ type: TacticListResource })
  async list(@CurrentReader() reader: Reader, @Query() input: TacticListInput): Promise<TacticListResource> {
    const { items, next } = await this.queries.list(reader, input);
    return { items: items.map(toTacticListItemResource), next };
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getTactic', summary: 'A tactic with what came of it for those who tried it' })
  @ApiOkResponse({ type: TacticResource })
  async show(@CurrentReader() reader: Reader, @Param('id', IdPipe) id: string): Promise<TacticResource> {
    return toTacticResource(await this.queries.tactic(reader, id));
  }

  @Put(':id/tried')
  @ApiOperation({
    operationId: 'sayTacticTried',
    summary: 'Say whether it worked, in place of what you said before: you count once',
  })
  @ApiOkResponse({ type: TacticResource })
  async tried(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: TriedInput,
  ): Promise<TacticResource> {
    await this.tactics.tried(actor, id, input);
    return this.show(actor, id);
  }
}

@ApiTags('Tactics and objections')
@Controller('objections')
export class ObjectionsController {
  constructor(private readonly queries: ObjectionsQueries) {}

  @Get()
  @ApiOperation({ operationId: 'listObjections', summary: 'Objections, newest first' })
  @ApiOkResponse({ type: ObjectionListResource })
  async list(@CurrentReader() reader: Reader, @Query() input: TacticListInput): Promise<ObjectionListResource> {
    const { items, next } = await this.queries.list(reader, input);
    return { items: items.map(toObjectionListItemResource), next };
  }

  @Get(':id')
  @ApiOperation({
    operationId: 'getObjection',
    summary: 'An objection with what answers it, where it is right, and where it was met',
  })
  @ApiOkResponse({ type: ObjectionResource })
  async show(@CurrentReader() reader: Reader, @Param('id', IdPipe) id: string): Promise<ObjectionResource> {
    return toObjectionResource(await this.queries.objection(reader, id));
  }
}
