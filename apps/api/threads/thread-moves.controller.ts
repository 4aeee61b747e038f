import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { ThreadModeration } from '#libs/moderation';
import { type Actor } from '#libs/people';
import { onceFor } from '#libs/platform/database';
import { IdPipe } from '#libs/platform/http';
import { DuplicateInput, MergeInput, MoveInput, type MoveReceipt, postAddress, SplitInput } from '#libs/threads';
import { IdempotencyKey, IfMatch } from '../headers.ts';
import { CurrentActor } from '../reader.guard.ts';

class MovedPostsResource {
  @ApiProperty({ format: 'uuid', description: 'Where they are now' })
  readonly threadId!: string;
  @ApiProperty({ type: 'integer', description: 'Of the first of them there' })
  readonly number!: number;
  @ApiProperty({ type: 'integer', description: 'How many' })
  readonly count!: number;
  @ApiProperty({ description: 'The page of that thread' })
  readonly url!: string;
}

class DuplicateResource {
  @ApiProperty({ format: 'uuid' })
  readonly threadId!: string;
  @ApiProperty({ format: 'uuid', description: 'The question that was asked before' })
  readonly to!: string;
}

/** Each with an event in both threads; where a post stood a tombstone says where it is, to those who may read that. */
@ApiTags('Threads')
@Controller('threads/:id')
export class ThreadMovesController {
  constructor(private readonly moderation: ThreadModeration) {}

  @Post('split')
  @ApiOperation({
    operationId: 'splitThread',
    summary: 'Begin a thread with posts of this one, for the same readers; for moderators',
  })
  @ApiCreatedResponse({ type: MovedPostsResource })
  async split(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: SplitInput,
    @IdempotencyKey() key: string | null,
    @IfMatch() version: number | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MovedPostsResource> {
    const once = onceFor(actor.personId, key, 'split', id, input);
    const made = toMovedPosts(await this.moderation.split(actor, id, input, version, once));
    void reply.header('location', `/api/v1/threads/${made.threadId}`);
    return made;
  }

  @Post('move')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'movePosts',
    summary: 'Put posts at the end of another thread, which no more people can read; for moderators',
  })
  @ApiOkResponse({ type: MovedPostsResource })
  async move(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: MoveInput,
    @IdempotencyKey() key: string | null,
    @IfMatch() version: number | null,
  ): Promise<MovedPostsResource> {
    const once = onceFor(actor.personId, key, 'move', id, input);
    return toMovedPosts(await this.moderation.move(actor, id, input, version, once));
  }

  @Post('merge')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'mergeThread',
    summary: 'Put all posts at the end of another thread and close this one; for moderators',
  })
  @ApiOkResponse({ type: MovedPostsResource })
  async merge(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: MergeInput,
    @IdempotencyKey() key: string | null,
    @IfMatch() version: number | null,
  ): Promise<MovedPostsResource> {
    const once = onceFor(actor.personId, key, 'merge', id, input);
    return toMovedPosts(await this.moderation.merge(actor, id, input, version, once));
  }

  @Post('duplicate')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'markDuplicate',
    summary: 'Close a question as asked before; for who asked and for moderators. Opened again it is none any more',
  })
  @ApiOkResponse({ type: DuplicateResource })
  duplicate(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: DuplicateInput,
    @IdempotencyKey() key: string | null,
    @IfMatch() version: number | null,
  ): Promise<DuplicateResource> {
    const once = onceFor(actor.personId, key, 'duplicate', id, input);
    return this.moderation.markDuplicate(actor, id, input, version, once);
  }
}

const toMovedPosts = ({ threadId, number, count }: MoveReceipt): MovedPostsResource => ({
  threadId,
  number,
  count,
  url: postAddress(threadId, number),
});
