import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { type Actor, OpenToGuests } from '#libs/people';
import { IdPipe } from '#libs/platform/http';
import { BookmarkInput, type BookmarkRow, BookmarksListInput, BookmarksQueries, BookmarksService } from '#libs/threads';
import { IfMatch } from '../headers.ts';
import { CurrentActor } from '../reader.guard.ts';

class BookmarkedPostResource {
  @ApiProperty({ format: 'uuid' })
  readonly threadId!: string;
  @ApiProperty({ description: 'Of the thread' })
  readonly title!: string;
  @ApiProperty({ type: 'integer', description: 'Of the post in its thread; 1 is the question, for the whole of it' })
  readonly number!: number;
  @ApiProperty({ description: 'Whether a moderator hid the post' })
  readonly hidden!: boolean;
  @ApiProperty()
  readonly fictional!: boolean;
}

class BookmarkResource {
  @ApiProperty({ format: 'uuid' })
  readonly postId!: string;
  @ApiProperty({ type: String, nullable: true })
  readonly note!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'The day on which you are reminded, once' })
  readonly remindOn!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly remindedAt!: string | null;
  @ApiProperty({ type: 'integer' })
  readonly version!: number;
  @ApiProperty({ format: 'date-time' })
  readonly createdAt!: string;
  @ApiProperty({ type: BookmarkedPostResource, nullable: true, description: 'Null: you can no longer read it' })
  readonly post!: BookmarkedPostResource | null;
}

class BookmarkListResource {
  @ApiProperty({ type: [BookmarkResource] })
  readonly items!: BookmarkResource[];
  @ApiProperty({ type: String, nullable: true })
  readonly next!: string | null;
}

@ApiTags('Me')
@OpenToGuests()
@Controller('me/bookmarks')
export class BookmarksController {
  constructor(
    private readonly bookmarks: BookmarksService,
    private readonly queries: BookmarksQueries,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listBookmarks', summary: 'Your bookmarks, newest first; nobody else sees them' })
  @ApiOkResponse({ type: BookmarkListResource })
  async list(@CurrentActor() actor: Actor, @Query() input: BookmarksListInput): Promise<BookmarkListResource> {
    const { items, next } = await this.queries.list(actor, input);
    return { items: items.map(toResource), next };
  }

  @Get(':postId')
  @ApiOperation({ operationId: 'getBookmark', summary: 'Your bookmark of a post' })
  @ApiOkResponse({ type: BookmarkResource })
  async show(
    @CurrentActor() actor: Actor,
    @Param('postId', IdPipe) postId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BookmarkResource> {
    const bookmark = toResource(await this.queries.one(actor, postId));
    void reply.header('etag', `"v${bookmark.version}"`);
    return bookmark;
  }

  @Put(':postId')
  @ApiOperation({
    operationId: 'saveBookmark',
    summary: 'Bookmark a post, or a thread by its first post, or change note and day; If-Match takes the ETag',
  })
  @ApiOkResponse({ type: BookmarkResource })
  async save(
    @CurrentActor() actor: Actor,
    @Param('postId', IdPipe) postId: string,
    @Body() input: BookmarkInput,
    @IfMatch() version: number | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BookmarkResource> {
    await this.bookmarks.save(actor, postId, input, version);
    return this.show(actor, postId, reply);
  }

  @Delete(':postId')
  @HttpCode(204)
  @ApiOperation({ operationId: 'removeBookmark', summary: 'Remove your bookmark of a post' })
  @ApiNoContentResponse()
  async remove(@CurrentActor() actor: Actor, @Param('postId', IdPipe) postId: string): Promise<void> {
    await this.bookmarks.remove(actor, postId);
  }
}

const toResource = ({ remindedAt, createdAt, ...bookmark }: BookmarkRow): BookmarkResource => ({
  postId: bookmark.postId,
  note: bookmark.note,
  remindOn: bookmark.remindOn,
  remindedAt: remindedAt && remindedAt.toISOString(),
  version: bookmark.version,
  createdAt: createdAt.toISOString(),
  post: bookmark.post,
});
