import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  CircleDecisionInput,
  CircleGuestInput,
  CircleGuests,
  CircleInvitationAnswerInput,
  CircleInvitationInput,
  CircleJoining,
  CircleJoiningQueries,
  CircleLinkInput,
  CircleRequestInput,
} from '#libs/circles';
import { type Actor } from '#libs/people';
import { Config } from '#libs/platform/config';
import { onceFor } from '#libs/platform/database';
import { IdPipe } from '#libs/platform/http';
import { IdempotencyKey } from '../headers.ts';
import { CurrentActor } from '../reader.guard.ts';
import {
  CircleDoorResource,
  CircleMadeResource,
  LinkedCircleResource,
  NewCircleLinkResource,
  toDoorResource,
  toLinkedCircleResource,
} from './circle.resource.ts';

/** How one gets into a circle. */
@ApiTags('Circles')
@Controller('circles/:id')
export class CircleDoorController {
  constructor(
    private readonly joining: CircleJoining,
    private readonly queries: CircleJoiningQueries,
    private readonly guests: CircleGuests,
    private readonly config: Config,
  ) {}

  @Get('door')
  @ApiOperation({ operationId: 'getCircleDoor', summary: 'Who waits to come in, and by what; facilitators only' })
  @ApiOkResponse({ type: CircleDoorResource })
  async door(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<CircleDoorResource> {
    return toDoorResource(await this.queries.door(actor, id));
  }

  @Post('join')
  @HttpCode(204)
  @ApiOperation({ operationId: 'joinCircle', summary: 'Join an open circle' })
  @ApiNoContentResponse()
  async join(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<void> {
    await this.joining.join(actor, id);
  }

  @Post('requests')
  @ApiOperation({
    operationId: 'askToJoinCircle',
    summary: 'Ask to join a restricted circle, with an answer to each of its questions',
  })
  @ApiCreatedResponse({ type: CircleMadeResource })
  async ask(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: CircleRequestInput,
    @IdempotencyKey() key: string | null,
  ): Promise<CircleMadeResource> {
    return this.joining.ask(actor, id, input, onceFor(actor.personId, key, 'circle-request', id, input));
  }

  @Delete('requests/mine')
  @HttpCode(204)
  @ApiOperation({ operationId: 'takeBackCircleRequest', summary: 'Take back your request to join' })
  @ApiNoContentResponse()
  async takeBack(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<void> {
    await this.joining.takeBack(actor, id);
  }

  @Post('requests/:requestId/answer')
  @HttpCode(204)
  @ApiOperation({ operationId: 'decideCircleRequest', summary: 'Accept or decline a request; facilitators only' })
  @ApiNoContentResponse()
  async decide(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('requestId', IdPipe) requestId: string,
    @Body() input: CircleDecisionInput,
  ): Promise<void> {
    await this.joining.decide(actor, id, requestId, input);
  }

  @Post('invitations')
  @ApiOperation({
    operationId: 'inviteToCircle',
    summary: 'Ask a member whether they would join; facilitators only. Nobody is in a circle who has not said yes',
  })
  @ApiCreatedResponse({ type: CircleMadeResource })
  async invite(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: CircleInvitationInput,
    @IdempotencyKey() key: string | null,
  ): Promise<CircleMadeResource> {
    return this.joining.invite(actor, id, input, onceFor(actor.personId, key, 'circle-invitation', id, input));
  }

  @Delete('invitations/:personId')
  @HttpCode(204)
  @ApiOperation({ operationId: 'uninviteFromCircle', summary: 'Take an invitation back; facilitators only' })
  @ApiNoContentResponse()
  async uninvite(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('personId', IdPipe) personId: string,
  ): Promise<void> {
    await this.joining.uninvite(actor, id, personId);
  }

  @Post('invitation/answer')
  @HttpCode(204)
  @ApiOperation({ operationId: 'answerCircleInvitation', summary: 'Accept or decline your own invitation' })
  @ApiNoContentResponse()
  async answer(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: CircleInvitationAnswerInput,
  ): Promise<void> {
    await this.joining.answer(actor, id, input);
  }

  @Post('guests')
  @ApiOperation({
    operationId: 'inviteGuestToCircle',
    summary: 'Invite somebody by mail, who needs no place in the network; facilitators only',
  })
  @ApiCreatedResponse({ type: CircleMadeResource })
  async inviteGuest(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: CircleGuestInput,
  ): Promise<CircleMadeResource> {
    return this.guests.invite(actor, id, input);
  }

  @Delete('guests/:invitationId')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'uninviteGuestFromCircle',
    summary: 'Take an invitation by mail back; facilitators only',
  })
  @ApiNoContentResponse()
  async uninviteGuest(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('invitationId', IdPipe) invitationId: string,
  ): Promise<void> {
    await this.guests.withdraw(actor, id, invitationId);
  }

  @Post('links')
  @ApiOperation({ operationId: 'makeCircleLink', summary: 'Make a link by which so many may join; facilitators only' })
  @ApiCreatedResponse({ type: NewCircleLinkResource })
  async makeLink(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: CircleLinkInput,
  ): Promise<NewCircleLinkResource> {
    const { id: linkId, token } = await this.joining.makeLink(actor, id, input);
    return { id: linkId, token, url: `${this.config.publicUrl}/circles/join/${token}` };
  }

  @Delete('links/:linkId')
  @HttpCode(204)
  @ApiOperation({ operationId: 'revokeCircleLink', summary: 'Take a link back; facilitators only' })
  @ApiNoContentResponse()
  async revokeLink(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('linkId', IdPipe) linkId: string,
  ): Promise<void> {
    await this.joining.revokeLink(actor, id, linkId);
  }
}

@ApiTags('Circles')
@Controller('circle-links/:token')
export class CircleLinksController {
  constructor(
    private readonly joining: CircleJoining,
    private readonly queries: CircleJoiningQueries,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'getCircleOfLink', summary: 'What a link opens, for a member who has it' })
  @ApiOkResponse({ type: LinkedCircleResource })
  async show(@CurrentActor() actor: Actor, @Param('token') token: string): Promise<LinkedCircleResource> {
    return toLinkedCircleResource(await this.queries.linked(actor, token));
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({ operationId: 'joinCircleByLink', summary: 'Join the circle that a link opens' })
  @ApiOkResponse({ type: CircleMadeResource })
  async join(@CurrentActor() actor: Actor, @Param('token') token: string): Promise<CircleMadeResource> {
    return { id: await this.joining.joinByLink(actor, token) };
  }
}
