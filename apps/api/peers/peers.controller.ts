import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import {
  IntroductionAnswerInput,
  IntroductionInput,
  IntroductionListInput,
  IntroductionsQueries,
  IntroductionsService,
  PeerInput,
  PeersQueries,
} from '#libs/peers';
import { type Actor } from '#libs/people';
import { onceFor } from '#libs/platform/database';
import { IdPipe } from '#libs/platform/http';
import { IdempotencyKey } from '../headers.ts';
import { CurrentActor } from '../reader.guard.ts';
import {
  IntroductionListResource,
  IntroductionResource,
  PeerListResource,
  toIntroductionResource,
  toPeerResource,
} from './peers.resource.ts';

@ApiTags('Peers')
@Controller()
export class PeersController {
  constructor(
    private readonly peers: PeersQueries,
    private readonly introductions: IntroductionsService,
    private readonly queries: IntroductionsQueries,
  ) {}

  @Get('peers')
  @ApiOperation({
    operationId: 'findPeers',
    summary: 'Members who share at least one of the things asked for, who share more first',
  })
  @ApiOkResponse({ type: PeerListResource })
  async find(@CurrentActor() actor: Actor, @Query() input: PeerInput): Promise<PeerListResource> {
    const { items, next } = await this.peers.find(actor, input);
    return { items: items.map(toPeerResource), next };
  }

  @Get('introductions')
  @ApiOperation({ operationId: 'listIntroductions', summary: 'Your requests to talk, and those to you; newest first' })
  @ApiOkResponse({ type: IntroductionListResource })
  async list(@CurrentActor() actor: Actor, @Query() input: IntroductionListInput): Promise<IntroductionListResource> {
    const { items, next } = await this.queries.list(actor, input);
    return { items: items.map(toIntroductionResource), next };
  }

  @Get('introductions/:id')
  @ApiOperation({ operationId: 'getIntroduction', summary: 'One request to talk; for the two alone' })
  @ApiOkResponse({ type: IntroductionResource })
  async show(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<IntroductionResource> {
    return toIntroductionResource(await this.queries.introduction(actor, id));
  }

  @Post('people/:id/introductions')
  @ApiOperation({
    operationId: 'askForIntroduction',
    summary: 'Ask to talk to a member; you agree that they see your email address if they agree',
  })
  @ApiCreatedResponse({ type: IntroductionResource })
  async ask(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) personId: string,
    @Body() input: IntroductionInput,
    @IdempotencyKey() key: string | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<IntroductionResource> {
    const once = onceFor(actor.personId, key, 'ask-introduction', personId, input);
    const { id } = await this.introductions.ask(actor, personId, input, once);
    void reply.header('location', `/api/v1/introductions/${id}`);
    return this.show(actor, id);
  }

  @Post('introductions/:id/answer')
  @HttpCode(200)
  @ApiOperation({ operationId: 'answerIntroduction', summary: 'Agree or decline, once; by who was asked' })
  @ApiOkResponse({ type: IntroductionResource })
  async answer(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: IntroductionAnswerInput,
  ): Promise<IntroductionResource> {
    await this.introductions.answer(actor, id, input);
    return this.show(actor, id);
  }

  @Post('introductions/:id/withdraw')
  @HttpCode(204)
  @ApiOperation({ operationId: 'withdrawIntroduction', summary: 'Take a request back while it is open' })
  @ApiNoContentResponse()
  withdraw(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<void> {
    return this.introductions.withdraw(actor, id);
  }
}
