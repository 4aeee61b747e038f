import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AnswerInput, ReviewCommentInput, ReviewQueries, ReviewService } from '#libs/case-notes';
import { type Actor } from '#libs/people';
import { onceFor } from '#libs/platform/database';
import { IdPipe } from '#libs/platform/http';
import { IdempotencyKey, IfMatch } from '../headers.ts';
import { CurrentActor } from '../reader.guard.ts';
import { CreatedResource, ReviewCommentListResource, toReviewCommentResource } from './review.resource.ts';

@ApiTags('Case notes')
@Controller('case-notes/:id/review-comments')
export class ReviewCommentsController {
  constructor(
    private readonly review: ReviewService,
    private readonly queries: ReviewQueries,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'listReviewComments',
    summary: 'What moderators said about the sections of a note, oldest first; its author and moderators',
  })
  @ApiOkResponse({ type: ReviewCommentListResource })
  async list(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<ReviewCommentListResource> {
    return { items: (await this.queries.comments(actor, id)).map(toReviewCommentResource), next: null };
  }

  @Post()
  @ApiOperation({
    operationId: 'commentOnCaseNote',
    summary: 'Comment on a section of a submitted note; moderators, not on their own. If-Match: the version read',
  })
  @ApiCreatedResponse({ type: CreatedResource })
  comment(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: ReviewCommentInput,
    @IfMatch() version: number | null,
    @IdempotencyKey() key: string | null,
  ): Promise<CreatedResource> {
    return this.review.comment(actor, id, input, version, onceFor(actor.personId, key, 'review-comment', id, input));
  }

  @Post(':commentId/answer')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'answerReviewComment',
    summary: 'Mark a comment on your note answered, with words or none',
  })
  @ApiNoContentResponse()
  async answer(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('commentId', IdPipe) commentId: string,
    @Body() input: AnswerInput,
  ): Promise<void> {
    await this.review.answer(actor, id, commentId, input);
  }
}
