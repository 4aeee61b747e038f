import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query, Res } from '@nestjs/common';
import {
  ApiBody,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  PartialType,
} from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import {
  CircleInput,
  CircleListInput,
  CircleMemberInput,
  CirclesQueries,
  CirclesService,
  CircleSuccession,
} from '#libs/circles';
import { type Actor, OpenToGuests } from '#libs/people';
import { onceFor } from '#libs/platform/database';
import { IdPipe } from '#libs/platform/http';
import { changed } from '../changes.ts';
import { IdempotencyKey, IfMatch } from '../headers.ts';
import { CurrentActor } from '../reader.guard.ts';
import { CircleListResource, CircleResource, toCircleListItemResource, toCircleResource } from './circle.resource.ts';

class CircleChanges extends PartialType(CircleInput) {}

@ApiTags('Circles')
@Controller('circles')
export class CirclesController {
  constructor(
    private readonly circles: CirclesService,
    private readonly queries: CirclesQueries,
    private readonly succession: CircleSuccession,
  ) {}

  @OpenToGuests()
  @Get()
  @ApiOperation({
    operationId: 'listCircles',
    summary: 'The circles that you are in, or those that are listed and that you are not in; newest first',
  })
  @ApiOkResponse({ type: CircleListResource })
  async list(@CurrentActor() actor: Actor, @Query() input: CircleListInput): Promise<CircleListResource> {
    const { items, next } = await (input.of === 'mine'
      ? this.queries.mine(actor, input)
      : this.queries.listed(actor, input));
    return { items: items.map(toCircleListItemResource), next };
  }

  @Post()
  @ApiOperation({ operationId: 'createCircle', summary: 'Begin a circle, of which you are the facilitator' })
  @ApiCreatedResponse({ type: CircleResource })
  async create(
    @CurrentActor() actor: Actor,
    @Body() input: CircleInput,
    @IdempotencyKey() key: string | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CircleResource> {
    const { id } = await this.circles.create(actor, input, onceFor(actor.personId, key, 'circle', input));
    void reply.header('location', `/api/v1/circles/${id}`);
    return this.show(actor, id, reply);
  }

  @OpenToGuests()
  @Get(':id')
  @ApiOperation({ operationId: 'getCircle', summary: 'A circle, as much of it as you may know' })
  @ApiOkResponse({ type: CircleResource })
  async show(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CircleResource> {
    const circle = toCircleResource(await this.queries.circle(actor, id));
    void reply.header('etag', `"v${circle.version}"`);
    return circle;
  }

  @Patch(':id')
  @ApiOperation({
    operationId: 'editCircle',
    summary: 'Change a circle: what is absent stays, what is null is emptied; If-Match takes the ETag',
  })
  @ApiBody({ type: CircleChanges })
  @ApiOkResponse({ type: CircleResource })
  async edit(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
    @IfMatch() version: number | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CircleResource> {
    const { name, purpose, kind, visibility, questions, agenda, version: read } = await this.queries.circle(actor, id);
    const now = { name, purpose, kind, visibility, questions, agenda };
    await this.circles.edit(actor, id, changed(CircleInput, now, body), version ?? read);
    return this.show(actor, id, reply);
  }

  @Put(':id/members/:personId')
  @HttpCode(204)
  @ApiOperation({ operationId: 'keepCircleMember', summary: 'Change what a member does in it; facilitators only' })
  @ApiNoContentResponse()
  async keep(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('personId', IdPipe) personId: string,
    @Body() input: CircleMemberInput,
  ): Promise<void> {
    await this.circles.keepMember(actor, id, personId, input);
  }

  @Post(':id/facilitators/:personId')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'appointCircleFacilitator',
    summary: 'Appoint a facilitator of an open circle that nobody looks after; administrators only',
  })
  @ApiNoContentResponse()
  async appoint(
    @CurrentActor(['administrator']) actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('personId', IdPipe) personId: string,
  ): Promise<void> {
    await this.succession.appoint(actor, id, personId);
  }

  @OpenToGuests()
  @Delete(':id/members/:personId')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'removeCircleMember',
    summary: 'Leave a circle, or as its facilitator remove a member: they read nothing of it from then on',
  })
  @ApiNoContentResponse()
  async remove(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('personId', IdPipe) personId: string,
  ): Promise<void> {
    await this.circles.removeMember(actor, id, personId);
  }
}
