import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query, Res } from '@nestjs/common';
import {
  ApiBody,
  ApiCreatedResponse,
  ApiExtraModels,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  PartialType,
} from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { type Actor, OpenToGuests, type Reader, signedIn } from '#libs/people';
import { ThreadModeration } from '#libs/moderation';
import { onceFor } from '#libs/platform/database';
import { IdPipe } from '#libs/platform/http';
import {
  AcceptInput,
  AnswersQueries,
  asPosted,
  AskInput,
  EditThreadInput,
  FOLLOW_LEVELS,
  FollowInput,
  FollowLevelInput,
  FollowsService,
  LockInput,
  MasksQueries,
  MyThreadsQueries,
  PostDeletion,
  postPayload,
  ReplyInput,
  threadEventPayload,
  ThreadEventsInput,
  ThreadEventsQueries,
  ThreadListInput,
  ThreadPageInput,
  ThreadsQueries,
  ThreadsService,
} from '#libs/threads';
import { changed } from '../changes.ts';
import { IdempotencyKey, IfMatch } from '../headers.ts';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';
import { NewPostResource, PostReceiptResource, ThreadEventResource } from './post.resource.ts';
import {
  NewThreadResource,
  PostListResource,
  ThreadListResource,
  ThreadResource,
  toThreadListItemResource,
  toThreadResource,
} from './thread.resource.ts';
import { namesYou } from './warnings.ts';

class ThreadChanges extends PartialType(EditThreadInput) {}

@ApiTags('Threads')
@ApiExtraModels(ThreadEventResource)
@OpenToGuests()
@Controller('threads')
export class ThreadsController {
  constructor(
    private readonly threads: ThreadsService,
    private readonly queries: ThreadsQueries,
    private readonly masks: MasksQueries,
    private readonly answers: AnswersQueries,
    private readonly mine: MyThreadsQueries,
    private readonly follows: FollowsService,
    private readonly deletion: PostDeletion,
    private readonly moderation: ThreadModeration,
    private readonly happened: ThreadEventsQueries,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'listThreads',
    summary: 'Threads that you may read, newest activity first; with `mine` those that you take part in',
  })
  @ApiOkResponse({ type: ThreadListResource })
  async list(@CurrentReader() reader: Reader, @Query() input: ThreadListInput): Promise<ThreadListResource> {
    const { items, next } = input.mine
      ? await this.mine.list(signedIn(reader), input.mine, input)
      : await this.queries.recent(reader, input);
    return { items: items.map(toThreadListItemResource), next };
  }

  @Post()
  @ApiOperation({ operationId: 'createThread', summary: 'Ask a question or begin a discussion' })
  @ApiCreatedResponse({ type: NewThreadResource })
  async create(
    @CurrentActor() actor: Actor,
    @Body() input: AskInput,
    @IdempotencyKey() key: string | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<NewThreadResource> {
    const { threadId } = await this.threads.ask(actor, input, onceFor(actor.personId, key, 'ask', asPosted(input)));
    void reply.header('location', `/api/v1/threads/${threadId}`);
    const warnings = input.masked
      ? namesYou(await this.masks.telling(actor, [input.title, input.body], input.files))
      : [];
    return { ...(await this.show(actor, threadId, reply)), warnings };
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getThread', summary: 'A thread and the first page of its posts' })
  @ApiOkResponse({ type: ThreadResource })
  async show(
    @CurrentReader() reader: Reader,
    @Param('id', IdPipe) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ThreadResource> {
    const thread = toThreadResource(await this.queries.page(reader, id, new ThreadPageInput()));
    void reply.header('etag', `"v${thread.version}"`);
    return thread;
  }

  @Patch(':id')
  @ApiOperation({
    operationId: 'editThread',
    summary: 'Change title and subjects: what is absent stays, what is null is emptied; If-Match takes the ETag',
  })
  @ApiBody({ type: ThreadChanges })
  @ApiOkResponse({ type: ThreadResource })
  async edit(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
    @IfMatch() version: number | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ThreadResource> {
    const { version: read, title, serviceAreas, topics, stage } = await this.queries.head(actor, id);
    const input = changed(EditThreadInput, { title, serviceAreas, topics, stage }, body);
    await this.threads.editThread(actor, id, input, version ?? read);
    return this.show(actor, id, reply);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'withdrawThread',
    summary: 'Take your own thread back while nobody else has written in it: the same as to delete its first post',
  })
  @ApiNoContentResponse()
  async withdraw(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<void> {
    await this.deletion.remove(actor, (await this.deletion.question(actor, id)).id, null);
  }

  @Post(':id/restore')
  @HttpCode(200)
  @ApiOperation({ operationId: 'restoreThread', summary: 'Put back the thread that you took back, within seven days' })
  @ApiOkResponse({ type: ThreadResource })
  async restore(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ThreadResource> {
    await this.deletion.restore(actor, (await this.deletion.question(actor, id)).id);
    return this.show(actor, id, reply);
  }

  @Get(':id/posts')
  @ApiOperation({
    operationId: 'listPosts',
    summary: 'Posts after a number, oldest first; or with order=best the answers best first, each with its replies',
  })
  @ApiOkResponse({ type: PostListResource })
  async posts(
    @CurrentReader() reader: Reader,
    @Param('id', IdPipe) id: string,
    @Query() input: ThreadPageInput,
  ): Promise<PostListResource> {
    const { posts, more } = await (input.order === 'best'
      ? this.answers.best(reader, id, input)
      : this.queries.page(reader, id, input));
    return { items: posts.map(postPayload), next: more === null ? null : String(more) };
  }

  @Post(':id/posts')
  @ApiOperation({ operationId: 'replyToThread', summary: 'Reply to a thread, or to an answer in it' })
  @ApiCreatedResponse({ type: NewPostResource })
  async reply(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: ReplyInput,
    @IdempotencyKey() key: string | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<NewPostResource> {
    const made = await this.threads.reply(actor, id, input, onceFor(actor.personId, key, 'reply', id, asPosted(input)));
    const post = { ...postPayload(made.post ?? (await this.queries.ownPost(actor, made.id))), number: made.number };
    void reply.header('location', `/api/v1/posts/${post.id}`).header('etag', `"v${post.version}"`);
    const warnings = post.author.masked ? namesYou(await this.masks.telling(actor, [input.body], input.files)) : [];
    return { ...post, threadId: made.threadId, seq: made.seq, warnings };
  }

  @Get(':id/events')
  @ApiOperation({ operationId: 'listThreadEvents', summary: 'What happened after a seq, in order and without gaps' })
  @ApiOkResponse({
    schema: {
      type: 'object',
      properties: {
        lastSeq: { type: 'integer' },
        resync: {
          type: 'boolean',
          enum: [true],
          description:
            'Only where a socket would be told the same: afterSeq is beyond lastSeq or too far behind it. Load the ' +
            'thread again and go on from its lastSeq; or, where it is behind, page on through the events.',
        },
        events: { type: 'array', items: { $ref: '#/components/schemas/ThreadEventResource' } },
      },
    },
  })
  async events(
    @CurrentReader() reader: Reader,
    @Param('id', IdPipe) id: string,
    @Query() input: ThreadEventsInput,
  ): Promise<{ lastSeq: number; resync?: true; events: ThreadEventResource[] }> {
    const { lastSeq, events, resync } = await this.happened.events(reader, id, input);
    const payloads = events.map((event) => threadEventPayload(id, event));
    return { lastSeq, ...(resync && { resync }), events: payloads };
  }

  @Post(':id/accept')
  @HttpCode(200)
  @ApiOperation({ operationId: 'acceptAnswer', summary: 'Accept an answer to your question, or take that back' })
  @ApiOkResponse({ type: PostReceiptResource })
  async accept(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: AcceptInput,
  ): Promise<PostReceiptResource> {
    const made = await this.threads.accept(actor, id, input);
    const post = postPayload(await this.queries.post(actor, made.id));
    return { ...post, threadId: made.threadId, seq: made.seq };
  }

  @Post(':id/follow')
  @HttpCode(200)
  @ApiOperation({ operationId: 'followThread', summary: 'Be told about new replies, or no longer' })
  @ApiOkResponse({ schema: { type: 'object', properties: { following: { type: 'boolean' } } } })
  follow(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: FollowInput,
  ): Promise<{ following: boolean }> {
    return this.follows.follow(actor, id, input.following);
  }

  @Put(':id/follow')
  @ApiOperation({ operationId: 'setFollowLevel', summary: 'Choose what you are told of a thread' })
  @ApiOkResponse({ schema: { type: 'object', properties: { level: { type: 'string', enum: [...FOLLOW_LEVELS] } } } })
  async setLevel(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { level }: FollowLevelInput,
  ): Promise<FollowLevelInput> {
    await this.follows.setLevel(actor, id, level);
    return { level };
  }

  @Post(':id/lock')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'lockThread',
    summary: 'Close your thread to new replies, or open it; moderators any, with a reason',
  })
  @ApiOkResponse({ schema: { type: 'object', properties: { locked: { type: 'boolean' } } } })
  lock(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: LockInput,
  ): Promise<{ locked: boolean }> {
    return this.moderation.lock(actor, id, input);
  }
}
