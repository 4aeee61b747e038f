import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query, Res } from '@nestjs/common';
import {
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { type Actor, OpenToGuests } from '#libs/people';
import {
  draftAddress,
  type DraftFields,
  DraftInput,
  DraftListInput,
  draftPreview,
  type DraftRow,
  DraftsQueries,
  DraftsService,
} from '#libs/threads';
import { IfMatch, IfNoneMatch } from '../headers.ts';
import { CurrentActor } from '../reader.guard.ts';

const TEXTS = { oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] };

class PostDraftReceiptResource {
  @ApiProperty({ description: '`question`, `thread:<id>` or `reply:<post id>`' })
  readonly place!: string;
  @ApiProperty({ type: 'integer' })
  readonly version!: number;
  @ApiProperty({ format: 'date-time' })
  readonly savedAt!: string;
}

class PostDraftListItemResource extends PostDraftReceiptResource {
  @ApiProperty({ type: String, nullable: true, description: 'Of the thread it is for, where you may read that now' })
  readonly threadTitle!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The page on which it can be posted' })
  readonly url!: string | null;
  @ApiProperty({ description: 'How the text begins' })
  readonly preview!: string;
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: TEXTS,
    description: 'Only where the list was asked for one place',
  })
  readonly fields?: DraftFields;
}

class PostDraftListResource {
  @ApiProperty({ type: [PostDraftListItemResource] })
  readonly items!: PostDraftListItemResource[];
  @ApiProperty({ type: String, nullable: true })
  readonly next!: null;
}

class PostDraftResource extends PostDraftListItemResource {
  @ApiProperty({ type: 'object', additionalProperties: TEXTS })
  declare readonly fields: DraftFields;
}

@ApiTags('Me')
@OpenToGuests()
@Controller('me/drafts')
export class PostDraftsController {
  constructor(
    private readonly drafts: DraftsService,
    private readonly queries: DraftsQueries,
  ) {}

  @Get('posts')
  @ApiOperation({
    operationId: 'listPostDrafts',
    summary: 'Questions and replies that you have not posted, latest first; 50 at most',
  })
  @ApiOkResponse({ type: PostDraftListResource })
  async list(@CurrentActor() actor: Actor, @Query() { place }: DraftListInput): Promise<PostDraftListResource> {
    const rows = await this.queries.list(actor, place);
    const items = rows.map((row) => ({ ...toItem(row), ...(place === undefined ? {} : { fields: row.fields }) }));
    return { items, next: null };
  }

  @Get(':place')
  @ApiOperation({ operationId: 'getPostDraft', summary: 'Your draft for one place' })
  @ApiOkResponse({ type: PostDraftResource })
  async show(
    @CurrentActor() actor: Actor,
    @Param('place') place: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PostDraftResource> {
    const row = await this.queries.one(actor, place);
    void reply.header('etag', `"v${row.version}"`);
    return { ...toItem(row), fields: row.fields };
  }

  @Put(':place')
  @ApiOperation({
    operationId: 'putPostDraft',
    summary:
      'Keep a draft: If-Match takes the ETag of the one it was written over, If-None-Match: * says that there was none',
  })
  @ApiOkResponse({ type: PostDraftReceiptResource })
  async keep(
    @CurrentActor() actor: Actor,
    @Param('place') place: string,
    @Body() { fields }: DraftInput,
    @IfMatch() version: number | null,
    @IfNoneMatch() onlyNew: boolean,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PostDraftReceiptResource> {
    const kept = await this.drafts.keep(actor, place, fields, onlyNew ? 0 : (version ?? null));
    void reply.header('etag', `"v${kept.version}"`);
    return { place: place.toLowerCase(), version: kept.version, savedAt: kept.savedAt.toISOString() };
  }

  @Delete(':place')
  @HttpCode(204)
  @ApiOperation({ operationId: 'deletePostDraft', summary: 'Throw a draft away; If-Match takes its ETag' })
  @ApiNoContentResponse()
  async forget(
    @CurrentActor() actor: Actor,
    @Param('place') place: string,
    @IfMatch() version: number | null,
  ): Promise<void> {
    await this.drafts.forget(actor, place, version);
  }
}

const toItem = (row: DraftRow): PostDraftListItemResource => ({
  place: row.place,
  version: row.version,
  savedAt: row.savedAt.toISOString(),
  threadTitle: row.threadTitle,
  url: draftAddress(row),
  preview: draftPreview(row.fields),
});
