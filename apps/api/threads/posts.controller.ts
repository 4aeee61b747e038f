import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { type Actor, OpenToGuests, type Reader } from '#libs/people';
import { IdPipe } from '#libs/platform/http';
import {
  EditPostInput,
  MasksQueries,
  PostDeletion,
  postPayload,
  RevisionsInput,
  ThreadsQueries,
  ThreadsService,
} from '#libs/threads';
import { IfMatch } from '../headers.ts';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';
import { EditedPostResource, PostResource, RevisionListResource } from './post.resource.ts';
import { namesYou } from './warnings.ts';

@ApiTags('Threads')
@OpenToGuests()
@Controller('posts')
export class PostsController {
  constructor(
    private readonly threads: ThreadsService,
    private readonly queries: ThreadsQueries,
    private readonly masks: MasksQueries,
    private readonly deletion: PostDeletion,
  ) {}

  @Get(':id')
  @ApiOperation({ operationId: 'getPost', summary: 'One post' })
  @ApiOkResponse({ type: PostResource })
  async show(
    @CurrentReader() reader: Reader,
    @Param('id', IdPipe) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PostResource & { threadId: string }> {
    const row = await this.queries.post(reader, id);
    const post = postPayload(row);
    void reply.header('etag', `"v${post.version}"`);
    return { ...post, threadId: row.threadId };
  }

  @Patch(':id')
  @ApiOperation({ operationId: 'editPost', summary: 'Change your own post; If-Match takes the ETag' })
  @ApiOkResponse({ type: EditedPostResource })
  async edit(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: EditPostInput,
    @IfMatch() version: number | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EditedPostResource & { threadId: string }> {
    await this.threads.edit(actor, id, input, version);
    const post = await this.show(actor, id, reply);
    const files = post.files.map((file) => file.id);
    const warnings = post.author.masked ? namesYou(await this.masks.telling(actor, [input.body], files)) : [];
    return { ...post, warnings };
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'deletePost',
    summary: 'Delete your own post: its place stays, its text is gone at once; yours to restore for seven days',
  })
  @ApiNoContentResponse()
  async remove(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @IfMatch() version: number | null,
  ): Promise<void> {
    await this.deletion.remove(actor, id, version);
  }

  @Post(':id/restore')
  @HttpCode(200)
  @ApiOperation({ operationId: 'restorePost', summary: 'Take back that you deleted your post, within seven days' })
  @ApiOkResponse({ type: PostResource })
  async restore(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PostResource & { threadId: string }> {
    await this.deletion.restore(actor, id);
    return this.show(actor, id, reply);
  }

  @Get(':id/revisions')
  @ApiOperation({
    operationId: 'listPostRevisions',
    summary: 'Earlier texts of a post, newest first; next is for before=',
  })
  @ApiOkResponse({ type: RevisionListResource })
  async revisions(
    @CurrentReader() reader: Reader,
    @Param('id', IdPipe) id: string,
    @Query() input: RevisionsInput,
  ): Promise<RevisionListResource> {
    const { items, next } = await this.queries.revisions(reader, id, input);
    return {
      items: items.map(({ at, ...text }) => ({ ...text, at: at.toISOString() })),
      next: next === null ? null : String(next),
    };
  }
}
