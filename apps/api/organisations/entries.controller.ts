import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PROFILE_FIELDS, type ProfileField, SourceInput, SpinOutsService, StageEventInput } from '#libs/organisations';
import { type Actor, type Reader } from '#libs/people';
import { onceFor } from '#libs/platform/database';
import { NotFound } from '#libs/platform/errors';
import { IdPipe } from '#libs/platform/http';
import {
  AnswerChallengeInput,
  ChallengeInput,
  EntriesQueries,
  entryOf,
  FactChallengesService,
} from '#libs/spin-out-facts';
import { IdempotencyKey, IfMatch } from '../headers.ts';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';
import { EntryResource, toEntryResource } from './entry.resource.ts';

/** What a profile says and its stages: `about` is a field of the profile or the id of a stage. */
@ApiTags('Facts about spin-outs')
@Controller('spin-outs/:id')
export class EntriesController {
  constructor(
    private readonly queries: EntriesQueries,
    private readonly spinOuts: SpinOutsService,
    private readonly challenges: FactChallengesService,
  ) {}

  @Get('entries/:about')
  @ApiOperation({ operationId: 'getSpinOutEntry', summary: 'A field of the profile or a stage, and its source' })
  @ApiOkResponse({ type: EntryResource })
  async show(
    @CurrentReader() reader: Reader,
    @Param('id', IdPipe) id: string,
    @Param('about') about: string,
  ): Promise<EntryResource> {
    return toEntryResource(await this.queries.page(reader, id, about));
  }

  @Put('entries/:about/source')
  @ApiOperation({ operationId: 'sourceSpinOutEntry', summary: 'Say where a field of the profile comes from' })
  @ApiOkResponse({ type: EntryResource })
  async source(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('about') about: string,
    @Body() input: SourceInput,
  ): Promise<EntryResource> {
    if (!Object.hasOwn(PROFILE_FIELDS, about)) throw new NotFound('address.not-found', 'field');
    await this.spinOuts.source(actor, id, about as ProfileField, input);
    return this.show(actor, id, about);
  }

  @Put('stage-events/:eventId')
  @ApiOperation({ operationId: 'correctStageEvent', summary: 'Put a stage right; If-Match takes its version' })
  @ApiOkResponse({ type: EntryResource })
  async correct(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('eventId', IdPipe) eventId: string,
    @Body() input: StageEventInput,
    @IfMatch() version: number | null,
  ): Promise<EntryResource> {
    await this.spinOuts.correctStage(actor, id, eventId, input, version);
    return this.show(actor, id, eventId);
  }

  @Delete('stage-events/:eventId')
  @HttpCode(204)
  @ApiOperation({ operationId: 'removeStageEvent', summary: 'Take a stage away; its history is kept' })
  @ApiNoContentResponse()
  remove(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('eventId', IdPipe) eventId: string,
  ): Promise<void> {
    return this.challenges.removeStage(actor, id, eventId);
  }

  @Post('entries/:about/challenges')
  @ApiOperation({
    operationId: 'challengeSpinOutEntry',
    summary: 'Say that an entry is wrong; its editors will answer',
  })
  @ApiCreatedResponse({ type: EntryResource })
  async challenge(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('about') about: string,
    @Body() input: ChallengeInput,
    @IdempotencyKey() key: string | null,
  ): Promise<EntryResource> {
    const once = onceFor(actor.personId, key, 'challenge-entry', id, about, input);
    await this.challenges.raise(actor, id, entryOf(about), input, once);
    return this.show(actor, id, about);
  }

  @Post('entries/:about/challenges/:challengeId/answer')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'answerEntryChallenge',
    summary: 'Answer a challenge; editors and data stewards, and moderators after 14 days',
  })
  @ApiOkResponse({ type: EntryResource })
  async answer(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('about') about: string,
    @Param('challengeId', IdPipe) challengeId: string,
    @Body() input: AnswerChallengeInput,
  ): Promise<EntryResource> {
    await this.challenges.answer(actor, id, entryOf(about), challengeId, input);
    return this.show(actor, id, about);
  }
}
