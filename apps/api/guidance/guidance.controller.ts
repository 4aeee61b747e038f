import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags, PartialType } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import {
  CheckedInput,
  EditGuidanceInput,
  GuidanceListInput,
  GuidanceQueries,
  GuidanceService,
  GuidanceVersionsInput,
  NewGuidanceInput,
} from '#libs/guidance';
import { type Actor, type Reader } from '#libs/people';
import { onceFor } from '#libs/platform/database';
import { changed } from '../changes.ts';
import { IdempotencyKey, IfMatch } from '../headers.ts';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';
import {
  GuidanceListResource,
  GuidanceResource,
  GuidanceVersionListResource,
  toGuidanceListItemResource,
  toGuidanceResource,
  toGuidanceVersionResource,
} from './guidance.resource.ts';

class GuidanceChanges extends PartialType(EditGuidanceInput) {}

@ApiTags('Guidance')
@Controller('guidance')
export class GuidanceController {
  constructor(
    private readonly guidance: GuidanceService,
    private readonly queries: GuidanceQueries,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listGuidance', summary: 'Guidance pages in the order of the path' })
  @ApiOkResponse({ type: GuidanceListResource })
  async list(@CurrentReader() reader: Reader, @Query() input: GuidanceListInput): Promise<GuidanceListResource> {
    const { items, next } = await this.queries.list(reader, input);
    return { items: items.map(toGuidanceListItemResource), next };
  }

  @Post()
  @ApiOperation({
    operationId: 'createGuidance',
    summary: 'Turn an accepted answer (postId) or a case note (caseNoteId) into guidance, or write it from scratch',
  })
  @ApiCreatedResponse({ type: GuidanceResource })
  async create(
    @CurrentActor() actor: Actor,
    @Body() input: NewGuidanceInput,
    @IdempotencyKey() key: string | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<GuidanceResource> {
    const { slug } = await this.guidance.create(actor, input, onceFor(actor.personId, key, 'guidance', input));
    void reply.header('location', `/api/v1/guidance/${slug}`);
    return this.show(actor, slug, reply);
  }

  @Get(':slug')
  @ApiOperation({ operationId: 'getGuidance', summary: 'A guidance page with its credits' })
  @ApiOkResponse({ type: GuidanceResource })
  async show(
    @CurrentReader() reader: Reader,
    @Param('slug') slug: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<GuidanceResource> {
    const page = toGuidanceResource(await this.queries.page(reader, slug));
    void reply.header('etag', `"v${page.version}"`);
    return page;
  }

  @Patch(':slug')
  @ApiOperation({
    operationId: 'editGuidance',
    summary: 'Change texts and subjects: what is absent stays, what is null is emptied; If-Match takes the ETag',
  })
  @ApiBody({ type: GuidanceChanges })
  @ApiOkResponse({ type: GuidanceResource })
  async edit(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Body() body: unknown,
    @IfMatch() version: number | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<GuidanceResource> {
    const page = await this.queries.page(actor, slug);
    const { title, summary, stage, serviceAreas, topics, lawAsAt } = page;
    const current = { title, summary, body: page.body, stage, serviceAreas, topics, lawAsAt };
    await this.guidance.edit(actor, slug, changed(EditGuidanceInput, current, body), version ?? page.version);
    return this.show(actor, slug, reply);
  }

  @Get(':slug/versions')
  @ApiOperation({ operationId: 'listGuidanceVersions', summary: 'Texts of the page, the newest first' })
  @ApiOkResponse({ type: GuidanceVersionListResource })
  async versions(
    @CurrentReader() reader: Reader,
    @Param('slug') slug: string,
    @Query() input: GuidanceVersionsInput,
  ): Promise<GuidanceVersionListResource> {
    const { items, next } = await this.queries.versions(reader, slug, input);
    return { items: items.map(toGuidanceVersionResource), next };
  }

  @Post(':slug/publish')
  @HttpCode(200)
  @ApiOperation({ operationId: 'publishGuidance', summary: 'Open a page to everyone' })
  @ApiOkResponse({ type: GuidanceResource })
  async publish(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<GuidanceResource> {
    await this.guidance.publish(actor, slug);
    return this.show(actor, slug, reply);
  }

  @Post(':slug/withdraw')
  @HttpCode(200)
  @ApiOperation({ operationId: 'withdrawGuidance', summary: 'Take a page from the public' })
  @ApiOkResponse({ type: GuidanceResource })
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<GuidanceResource> {
    await this.guidance.withdraw(actor, slug);
    return this.show(actor, slug, reply);
  }

  @Post(':slug/checked')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'checkGuidance',
    summary: 'Say that you checked the page today, and until when it is good',
  })
  @ApiOkResponse({ type: GuidanceResource })
  async checked(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Body() input: CheckedInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<GuidanceResource> {
    await this.guidance.markChecked(actor, slug, input);
    return this.show(actor, slug, reply);
  }
}
