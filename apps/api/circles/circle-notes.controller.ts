import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query, Res } from '@nestjs/common';
import {
  ApiBody,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  PartialType,
} from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import {
  CircleConsentInput,
  CircleMilestoneInput,
  CircleMilestoneReachedInput,
  CircleMilestones,
  CircleNoteInput,
  CircleNoteListInput,
  CircleNotes,
  CirclesQueries,
  CircleStandingInput,
  CircleSummaries,
  CircleSummaryInput,
} from '#libs/circles';
import { type Actor, OpenToGuests, type Reader } from '#libs/people';
import { onceFor } from '#libs/platform/database';
import { NotFound } from '#libs/platform/errors';
import { IdPipe } from '#libs/platform/http';
import { changed } from '../changes.ts';
import { IdempotencyKey, IfMatch } from '../headers.ts';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';
import {
  CircleBoardResource,
  CircleNoteListResource,
  CircleNoteResource,
  CircleNoteVersionsResource,
  CircleSummaryResource,
  PublishedSummaryResource,
  toNoteListItem,
  toNoteResource,
  toNoteVersion,
  toStanding,
  toSummaryResource,
} from './circle-notes.resource.ts';
import { CircleMadeResource } from './circle.resource.ts';

class CircleNoteChanges extends PartialType(CircleNoteInput) {}

@ApiTags('Circles')
@OpenToGuests()
@Controller()
export class CircleNotesController {
  constructor(
    private readonly notes: CircleNotes,
    private readonly circles: CirclesQueries,
  ) {}

  @Get('circles/:id/notes')
  @ApiOperation({ operationId: 'listCircleNotes', summary: 'Notes from the meetings of a circle, the last first' })
  @ApiOkResponse({ type: CircleNoteListResource })
  async list(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() input: CircleNoteListInput,
  ): Promise<CircleNoteListResource> {
    await this.circles.inside(actor, id);
    const { items, next } = await this.notes.list(actor, id, input);
    return { items: items.map(toNoteListItem), next };
  }

  @Post('circles/:id/notes')
  @ApiOperation({ operationId: 'writeCircleNote', summary: 'Write the notes of a meeting; members only' })
  @ApiCreatedResponse({ type: CircleNoteResource })
  async write(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: CircleNoteInput,
    @IdempotencyKey() key: string | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CircleNoteResource> {
    const made = await this.notes.write(actor, id, input, onceFor(actor.personId, key, 'circle-note', id, input));
    void reply.header('location', `/api/v1/circle-notes/${made.id}`);
    return this.show(actor, made.id, reply);
  }

  @Get('circle-notes/:id')
  @ApiOperation({ operationId: 'getCircleNote', summary: 'The notes of a meeting' })
  @ApiOkResponse({ type: CircleNoteResource })
  async show(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CircleNoteResource> {
    const note = toNoteResource(await this.notes.note(actor, id));
    void reply.header('etag', `"v${note.version}"`);
    return note;
  }

  @Patch('circle-notes/:id')
  @ApiOperation({ operationId: 'editCircleNote', summary: 'Change the notes of a meeting; If-Match takes the ETag' })
  @ApiBody({ type: CircleNoteChanges })
  @ApiOkResponse({ type: CircleNoteResource })
  async edit(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
    @IfMatch() version: number | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CircleNoteResource> {
    const now = await this.notes.note(actor, id);
    const input = changed(CircleNoteInput, { title: now.title, metOn: now.metOn, body: now.body }, body);
    await this.notes.edit(actor, id, input, version ?? now.version);
    return this.show(actor, id, reply);
  }

  @Get('circle-notes/:id/versions')
  @ApiOperation({ operationId: 'listCircleNoteVersions', summary: 'How the notes of a meeting were before' })
  @ApiOkResponse({ type: CircleNoteVersionsResource })
  async versions(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<CircleNoteVersionsResource> {
    await this.notes.note(actor, id);
    return { items: (await this.notes.versions(actor, id)).map(toNoteVersion) };
  }
}

@ApiTags('Circles')
@OpenToGuests()
@Controller('circles/:id/milestones')
export class CircleMilestonesController {
  constructor(
    private readonly milestones: CircleMilestones,
    private readonly circles: CirclesQueries,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'getCircleBoard', summary: 'Where each member of a circle stands; members only' })
  @ApiOkResponse({ type: CircleBoardResource })
  async board(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<CircleBoardResource> {
    await this.circles.inside(actor, id);
    return { items: (await this.milestones.board(actor, id)).map(toStanding) };
  }

  @Put('stage')
  @HttpCode(204)
  @ApiOperation({ operationId: 'setCircleStage', summary: 'Say where you stand' })
  @ApiNoContentResponse()
  async stand(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: CircleStandingInput,
  ): Promise<void> {
    await this.milestones.stand(actor, id, input);
  }

  @Post()
  @ApiOperation({ operationId: 'addCircleMilestone', summary: 'Add a milestone of yours' })
  @ApiCreatedResponse({ type: CircleMadeResource })
  async add(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: CircleMilestoneInput,
  ): Promise<CircleMadeResource> {
    return this.milestones.add(actor, id, input);
  }

  @Put(':milestoneId')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'reachCircleMilestone',
    summary: 'Say that you reached a milestone of yours, or not yet',
  })
  @ApiNoContentResponse()
  async reach(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('milestoneId', IdPipe) milestoneId: string,
    @Body() { reached }: CircleMilestoneReachedInput,
  ): Promise<void> {
    await this.milestones.reach(actor, id, milestoneId, reached);
  }

  @Delete(':milestoneId')
  @HttpCode(204)
  @ApiOperation({ operationId: 'removeCircleMilestone', summary: 'Remove a milestone of yours' })
  @ApiNoContentResponse()
  async remove(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('milestoneId', IdPipe) milestoneId: string,
  ): Promise<void> {
    await this.milestones.remove(actor, id, milestoneId);
  }
}

@ApiTags('Circles')
@OpenToGuests()
@Controller()
export class CircleSummariesController {
  constructor(private readonly summaries: CircleSummaries) {}

  @Get('circles/:id/summary')
  @ApiOperation({ operationId: 'getCircleSummary', summary: 'The public summary as proposed; members only' })
  @ApiOkResponse({ type: CircleSummaryResource })
  async show(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CircleSummaryResource> {
    const summary = await this.summaries.ofCircle(actor, id);
    if (!summary) throw new NotFound('circles.summary-not-found', 'summary');
    void reply.header('etag', `"v${summary.version}"`);
    return toSummaryResource(summary);
  }

  @Put('circles/:id/summary')
  @ApiOperation({
    operationId: 'proposeCircleSummary',
    summary: 'Propose a public summary; every member is asked anew. Facilitators only; If-Match takes the ETag',
  })
  @ApiOkResponse({ type: CircleSummaryResource })
  async propose(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: CircleSummaryInput,
    @IfMatch() version: number | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CircleSummaryResource> {
    await this.summaries.propose(actor, id, input, version);
    return this.show(actor, id, reply);
  }

  @Put('circles/:id/summary/consent')
  @HttpCode(204)
  @ApiOperation({ operationId: 'agreeToCircleSummary', summary: 'Agree to this very text of the summary' })
  @ApiNoContentResponse()
  async consent(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: CircleConsentInput,
  ): Promise<void> {
    await this.summaries.consent(actor, id, input);
  }

  @Delete('circles/:id/summary/consent')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'withdrawFromCircleSummary',
    summary: 'Agree no longer: nobody outside reads it from that moment on',
  })
  @ApiNoContentResponse()
  async withdraw(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<void> {
    await this.summaries.withdraw(actor, id);
  }

  @Get('circle-summaries/:id')
  @ApiOperation({ operationId: 'getPublishedCircleSummary', summary: 'What a circle says of itself to everybody' })
  @ApiOkResponse({ type: PublishedSummaryResource })
  async published(@CurrentReader() reader: Reader, @Param('id', IdPipe) id: string): Promise<PublishedSummaryResource> {
    const { circleId, name, bodyHtml, publishedAt } = await this.summaries.published(reader, id);
    return { circleId, name, bodyHtml, publishedAt: publishedAt.toISOString() };
  }
}
