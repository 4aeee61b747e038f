import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import {
  MARK_KINDS,
  MarkDecisionInput,
  MarkInput,
  markKindOf,
  MarksService,
  NoteRepliesService,
  RelatedDecisionInput,
  RelatedInput,
  RelatedService,
  ReplyDecisionInput,
  ResponsesQueries,
  RightOfReplyInput,
  UseInput,
  UseOutcomeInput,
  UsesInput,
  UsesService,
} from '#libs/case-notes';
import { type Actor, type Reader } from '#libs/people';
import { onceFor } from '#libs/platform/database';
import { IdPipe } from '#libs/platform/http';
import { IdempotencyKey } from '../headers.ts';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';
import {
  MarksResource,
  NoteReplyListResource,
  RelatedListResource,
  toMarksResource,
  toNoteReplyResource,
  toRelatedResource,
  toUseResource,
  UseListResource,
} from './responses.resource.ts';
import { CreatedResource } from './review.resource.ts';

/** `marks/helped`: another word leads nowhere. */
const KindParam = () => ApiParam({ name: 'kind', enum: MARK_KINDS });

@ApiTags('Case notes')
@Controller('case-notes/:id')
export class CaseNoteResponsesController {
  constructor(
    private readonly queries: ResponsesQueries,
    private readonly marks: MarksService,
    private readonly uses: UsesService,
    private readonly replies: NoteRepliesService,
    private readonly related: RelatedService,
  ) {}

  @Get('marks')
  @ApiOperation({ operationId: 'getCaseNoteMarks', summary: 'Whom a published note helped, and who doubts it' })
  @ApiOkResponse({ type: MarksResource })
  async showMarks(@CurrentReader() reader: Reader, @Param('id', IdPipe) id: string): Promise<MarksResource> {
    return toMarksResource(await this.queries.of(reader, id));
  }

  @Put('marks/:kind')
  @KindParam()
  @HttpCode(204)
  @ApiOperation({
    operationId: 'markCaseNote',
    summary: 'Say that a note helped you, is out of date or disputed; once each, again with other words',
  })
  @ApiNoContentResponse()
  async mark(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('kind') kind: string,
    @Body() input: MarkInput,
  ): Promise<void> {
    await this.marks.set(actor, id, markKindOf(kind), input);
  }

  @Delete('marks/:kind')
  @KindParam()
  @HttpCode(204)
  @ApiOperation({ operationId: 'unmarkCaseNote', summary: 'Take your mark back' })
  @ApiNoContentResponse()
  async unmark(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('kind') kind: string,
  ): Promise<void> {
    await this.marks.takeBack(actor, id, markKindOf(kind));
  }

  @Post('marks/:markId/decision')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'decideCaseNoteMark',
    summary: 'Say whether a note is out of date or disputed; moderators, on what they neither wrote nor said',
  })
  @ApiNoContentResponse()
  async decideMark(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('markId', IdPipe) markId: string,
    @Body() input: MarkDecisionInput,
  ): Promise<void> {
    await this.marks.decide(actor, id, markId, input);
  }

  @Get('uses')
  @ApiOperation({
    operationId: 'listCaseNoteUses',
    summary: 'Who used a note for what, newest first, as far as you may see',
  })
  @ApiOkResponse({ type: UseListResource })
  async listUses(
    @CurrentReader() reader: Reader,
    @Param('id', IdPipe) id: string,
    @Query() input: UsesInput,
  ): Promise<UseListResource> {
    const { items, next } = await this.queries.uses(reader, id, input);
    return { items: items.map(toUseResource), next };
  }

  @Post('uses')
  @ApiOperation({ operationId: 'recordCaseNoteUse', summary: 'Say that you used a note, and for what' })
  @ApiCreatedResponse({ type: CreatedResource })
  recordUse(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: UseInput,
    @IdempotencyKey() key: string | null,
  ): Promise<CreatedResource> {
    return this.uses.record(actor, id, input, onceFor(actor.personId, key, 'case-note-use', id, input));
  }

  @Put('uses/:useId/outcome')
  @HttpCode(204)
  @ApiOperation({ operationId: 'followUpCaseNoteUse', summary: 'Say what came of your use of a note' })
  @ApiNoContentResponse()
  async followUp(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('useId', IdPipe) useId: string,
    @Body() input: UseOutcomeInput,
  ): Promise<void> {
    await this.uses.followUp(actor, id, useId, input);
  }

  @Delete('uses/:useId')
  @HttpCode(204)
  @ApiOperation({ operationId: 'removeCaseNoteUse', summary: 'Take back that you used a note' })
  @ApiNoContentResponse()
  async removeUse(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('useId', IdPipe) useId: string,
  ): Promise<void> {
    await this.uses.remove(actor, id, useId);
  }

  @Get('replies')
  @ApiOperation({
    operationId: 'listCaseNoteReplies',
    summary: 'What organisations that a note is about replied; those under way for them and moderators',
  })
  @ApiOkResponse({ type: NoteReplyListResource })
  async listReplies(@CurrentReader() reader: Reader, @Param('id', IdPipe) id: string): Promise<NoteReplyListResource> {
    return { items: (await this.queries.of(reader, id)).replies.map(toNoteReplyResource), next: null };
  }

  @Post('replies')
  @ApiOperation({
    operationId: 'askForReply',
    summary: 'Reply for an organisation that a note is about; its editors. A moderator puts it beside the note',
  })
  @ApiCreatedResponse({ type: CreatedResource })
  askForReply(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: RightOfReplyInput,
    @IdempotencyKey() key: string | null,
  ): Promise<CreatedResource> {
    return this.replies.ask(actor, id, input, onceFor(actor.personId, key, 'case-note-reply', id, input));
  }

  @Post('replies/:replyId/decision')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'decideCaseNoteReply',
    summary: 'Put a reply beside the note, or decline it; moderators',
  })
  @ApiNoContentResponse()
  async decideReply(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('replyId', IdPipe) replyId: string,
    @Body() input: ReplyDecisionInput,
  ): Promise<void> {
    await this.replies.decide(actor, id, replyId, input);
  }

  @Get('related')
  @ApiOperation({
    operationId: 'listRelatedCaseNotes',
    summary: 'Up to three notes to read next, each with the reason',
  })
  @ApiOkResponse({ type: RelatedListResource })
  async listRelated(@CurrentReader() reader: Reader, @Param('id', IdPipe) id: string): Promise<RelatedListResource> {
    return { items: (await this.queries.of(reader, id)).related.map(toRelatedResource), next: null };
  }

  @Post('related')
  @HttpCode(204)
  @ApiOperation({ operationId: 'suggestRelatedCaseNote', summary: 'Suggest another note to stand beside this one' })
  @ApiNoContentResponse()
  async suggestRelated(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: RelatedInput,
  ): Promise<void> {
    await this.related.suggest(actor, id, input);
  }

  @Post('related/:relatedId/decision')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'decideRelatedCaseNote',
    summary: 'Accept a suggested note or not; the author or a moderator',
  })
  @ApiNoContentResponse()
  async decideRelated(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('relatedId', IdPipe) relatedId: string,
    @Body() input: RelatedDecisionInput,
  ): Promise<void> {
    await this.related.decide(actor, id, relatedId, input);
  }
}
