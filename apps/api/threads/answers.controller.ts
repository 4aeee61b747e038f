import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AnswerWords } from '#libs/moderation';
import { type Actor, OpenToGuests, type Reader } from '#libs/people';
import { IdPipe } from '#libs/platform/http';
import {
  AnswerMarkInput,
  AnswersQueries,
  AnswerTrials,
  MARK_KINDS,
  type MarkKind,
  MarkNotFound,
  postPayload,
  type PostReceipt,
  RemovalInput,
  ThreadsQueries,
  AnswerTriedInput,
  TriesInput,
} from '#libs/threads';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';
import { AnswerMarkListResource, toMarkResource, toTryResource, TryListResource } from './answers.resource.ts';
import { PostReceiptResource } from './post.resource.ts';

@ApiTags('Threads')
@OpenToGuests()
@Controller('posts/:id')
export class AnswersController {
  constructor(
    private readonly trials: AnswerTrials,
    private readonly queries: AnswersQueries,
    private readonly threads: ThreadsQueries,
    private readonly words: AnswerWords,
  ) {}

  @Get('tried')
  @ApiOperation({ operationId: 'listAnswerTries', summary: 'What members say who tried an answer, newest first' })
  @ApiOkResponse({ type: TryListResource })
  async tries(
    @CurrentReader() reader: Reader,
    @Param('id', IdPipe) id: string,
    @Query() input: TriesInput,
  ): Promise<TryListResource> {
    const { items, next } = await this.queries.tries(reader, id, input);
    return { items: items.map(toTryResource), next };
  }

  @Put('tried')
  @ApiOperation({
    operationId: 'sayAnswerTried',
    summary:
      'Say what came of an answer for you, in place of what you said before: you count once. Not of your own answer; ' +
      'also where the thread is locked',
  })
  @ApiOkResponse({ type: PostReceiptResource })
  async tried(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: AnswerTriedInput,
  ): Promise<PostReceiptResource> {
    return this.shown(actor, await this.trials.tried(actor, id, input));
  }

  @Delete('tried')
  @ApiOperation({ operationId: 'takeAnswerTriedBack', summary: 'Take back what you said of an answer' })
  @ApiOkResponse({ type: PostReceiptResource })
  async takeBack(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<PostReceiptResource> {
    return this.shown(actor, await this.trials.takeBack(actor, id));
  }

  @Post('tried/:saidId/remove')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'removeAnswerTry',
    summary: 'Remove what somebody said of an answer, with a reason that they are told; moderators only',
  })
  @ApiOkResponse({ type: PostReceiptResource })
  async removeTry(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('saidId', IdPipe) saidId: string,
    @Body() input: RemovalInput,
  ): Promise<PostReceiptResource> {
    return this.shown(actor, await this.words.remove(actor, id, { kind: 'try', id: saidId }, input));
  }

  @Get('marks')
  @ApiOperation({ operationId: 'listAnswerMarks', summary: 'What members warn of in an answer, newest first' })
  @ApiOkResponse({ type: AnswerMarkListResource })
  async marks(
    @CurrentReader() reader: Reader,
    @Param('id', IdPipe) id: string,
    @Query() input: TriesInput,
  ): Promise<AnswerMarkListResource> {
    const { items, next } = await this.queries.marks(reader, id, input);
    return { items: items.map(toMarkResource), next };
  }

  @Put('marks/:kind')
  @ApiOperation({
    operationId: 'markAnswer',
    summary: 'Mark an answer as outdated or risky, and say why, in place of what you said before',
  })
  @ApiOkResponse({ type: PostReceiptResource })
  async mark(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('kind') kind: string,
    @Body() input: AnswerMarkInput,
  ): Promise<PostReceiptResource> {
    return this.shown(actor, await this.trials.mark(actor, id, kindOf(kind), input));
  }

  @Delete('marks/:kind')
  @ApiOperation({ operationId: 'withdrawAnswerMark', summary: 'Take your own mark of an answer back' })
  @ApiOkResponse({ type: PostReceiptResource })
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('kind') kind: string,
  ): Promise<PostReceiptResource> {
    return this.shown(actor, await this.trials.withdrawMark(actor, id, kindOf(kind)));
  }

  @Post('marks/:saidId/remove')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'removeAnswerMark',
    summary: 'Remove a mark of an answer, with a reason that its maker is told; moderators only',
  })
  @ApiOkResponse({ type: PostReceiptResource })
  async removeMark(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('saidId', IdPipe) saidId: string,
    @Body() input: RemovalInput,
  ): Promise<PostReceiptResource> {
    return this.shown(actor, await this.words.remove(actor, id, { kind: 'mark', id: saidId }, input));
  }

  private async shown(actor: Actor, { id, threadId, seq }: PostReceipt): Promise<PostReceiptResource> {
    return { ...postPayload(await this.threads.post(actor, id)), threadId, seq };
  }
}

function kindOf(kind: string): MarkKind {
  if (!Object.hasOwn(MARK_KINDS, kind)) throw MarkNotFound();
  return kind as MarkKind;
}
