import { Body, Controller, Get, Param, Patch, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { type Actor, type Reader } from '#libs/people';
import { IdPipe } from '#libs/platform/http';
import { EditPostInput, MasksQueries, postPayload, ThreadsQueries, ThreadsService } from '#libs/threads';
import { IfMatch } from '../headers.ts';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';
import { EditedPostResource, PostResource } from './post.resource.ts';
import { namesYou } from './warnings.ts';

@ApiTags('Threads')
@Controller('posts')
export class PostsController {
  constructor(
    private readonly threads: ThreadsService,
    private readonly queries: ThreadsQueries,
    private readonly masks: MasksQueries,
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
    return { ...post, warnings: post.author.masked ? namesYou(await this.masks.telling(actor, input.body)) : [] };
  }

  @Get(':id/revisions')
  @ApiOperation({ operationId: 'listPostRevisions', summary: 'Earlier texts of a post, newest first' })
  @ApiOkResponse()
  async revisions(
    @CurrentReader() reader: Reader,
    @Param('id', IdPipe) id: string,
  ): Promise<{ items: { version: number; body: string; at: string }[]; next: null }> {
    const items = await this.queries.revisions(reader, id);
    return { items: items.map(({ version, body, at }) => ({ version, body, at: at.toISOString() })), next: null };
  }
}
