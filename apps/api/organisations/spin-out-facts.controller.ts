import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { SpinOutsQueries } from '#libs/organisations';
import { type Actor, type Reader } from '#libs/people';
import { onceFor } from '#libs/platform/database';
import { IdPipe } from '#libs/platform/http';
import {
  AnswerChallengeInput,
  ChallengeInput,
  FactChallengesService,
  OpenChallengesInput,
  SpinOutFactsQueries,
  SpinOutFactsService,
} from '#libs/spin-out-facts';
import { IdempotencyKey } from '../headers.ts';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';
import {
  FactDetailResource,
  FactListResource,
  OpenChallengeListResource,
  toFactDetailResource,
  toFactResource,
  toOpenChallengeResource,
  warningsOf,
} from './spin-out-fact.resource.ts';

/** What all kinds of fact have in common; each kind is recorded and changed at an address of its own. */
@ApiTags('Facts about spin-outs')
@Controller('spin-outs/:id/facts')
export class SpinOutFactsController {
  constructor(
    private readonly spinOuts: SpinOutsQueries,
    private readonly queries: SpinOutFactsQueries,
    private readonly facts: SpinOutFactsService,
    private readonly challenges: FactChallengesService,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listSpinOutFacts', summary: 'What is on record about a spin-out, with its sources' })
  @ApiOkResponse({ type: FactListResource })
  async list(@CurrentReader() reader: Reader, @Param('id', IdPipe) id: string): Promise<FactListResource> {
    const [facts] = await Promise.all([this.queries.ofSpinOut(reader, id), this.spinOuts.page(reader, id)]);
    return { items: facts.map(toFactResource), next: null, warnings: warningsOf(facts) };
  }

  @Get(':factId')
  @ApiOperation({ operationId: 'getSpinOutFact', summary: 'One fact, with the challenges that you may see' })
  @ApiOkResponse({ type: FactDetailResource })
  async show(
    @CurrentReader() reader: Reader,
    @Param('id', IdPipe) id: string,
    @Param('factId', IdPipe) factId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FactDetailResource> {
    const fact = toFactDetailResource(await this.queries.page(reader, id, factId));
    void reply.header('etag', `"v${fact.version}"`);
    return fact;
  }

  @Delete(':factId')
  @HttpCode(204)
  @ApiOperation({ operationId: 'removeSpinOutFact', summary: 'Take a fact off the record; editors and data stewards' })
  @ApiNoContentResponse()
  remove(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('factId', IdPipe) factId: string,
  ): Promise<void> {
    return this.facts.remove(actor, id, factId);
  }

  @Post(':factId/challenges')
  @ApiOperation({ operationId: 'challengeSpinOutFact', summary: 'Say that a fact is wrong; its editors will answer' })
  @ApiCreatedResponse({ type: FactDetailResource })
  async challenge(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('factId', IdPipe) factId: string,
    @Body() input: ChallengeInput,
    @IdempotencyKey() key: string | null,
  ): Promise<FactDetailResource> {
    const once = onceFor(actor.personId, key, 'challenge-fact', factId, input);
    await this.challenges.raise(actor, id, { factId }, input, once);
    return toFactDetailResource(await this.queries.page(actor, id, factId));
  }

  @Post(':factId/challenges/:challengeId/answer')
  @HttpCode(200)
  @ApiOperation({ operationId: 'answerFactChallenge', summary: 'Answer a challenge; editors and data stewards' })
  @ApiOkResponse({ type: FactDetailResource })
  async answer(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('factId', IdPipe) factId: string,
    @Param('challengeId', IdPipe) challengeId: string,
    @Body() input: AnswerChallengeInput,
  ): Promise<FactDetailResource> {
    await this.challenges.answer(actor, id, { factId }, challengeId, input);
    return toFactDetailResource(await this.queries.page(actor, id, factId));
  }
}

@ApiTags('Facts about spin-outs')
@Controller('fact-challenges')
export class FactChallengesController {
  constructor(private readonly queries: SpinOutFactsQueries) {}

  @Get()
  @ApiOperation({ operationId: 'listFactChallenges', summary: 'Challenges without an answer that you may see' })
  @ApiOkResponse({ type: OpenChallengeListResource })
  async list(@CurrentActor() actor: Actor, @Query() input: OpenChallengesInput): Promise<OpenChallengeListResource> {
    const { items, next } = await this.queries.openChallenges(actor, input);
    return { items: items.map(toOpenChallengeResource), next };
  }
}
