import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import {
  CaseNoteChangeInput,
  CaseNoteCompare,
  CaseNoteInput,
  CaseNoteLists,
  CaseNoteNotFound,
  CaseNotesQueries,
  CaseNotesService,
  CompareInput,
  CountedCaseNoteListInput,
  ReturnInput,
  WithdrawInput,
} from '#libs/case-notes';
import { type Actor, type Reader } from '#libs/people';
import { onceFor } from '#libs/platform/database';
import { IdPipe } from '#libs/platform/http';
import { IdempotencyKey, IfMatch } from '../headers.ts';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';
import {
  ComparisonResource,
  CountedCaseNoteListResource,
  toComparisonResource,
  toCountsResource,
} from './case-note-lists.resource.ts';
import {
  CaseNoteListResource,
  CaseNoteReceiptResource,
  CaseNoteResource,
  toCaseNoteListItemResource,
  toCaseNoteResource,
  toReceiptResource,
} from './case-note.resource.ts';

@ApiTags('Case notes')
@Controller('case-notes')
export class CaseNotesController {
  constructor(
    private readonly caseNotes: CaseNotesService,
    private readonly queries: CaseNotesQueries,
    private readonly lists: CaseNoteLists,
    private readonly comparison: CaseNoteCompare,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listCaseNotes', summary: 'Published notes, failures like any other' })
  @ApiOkResponse({ type: CountedCaseNoteListResource })
  async list(
    @CurrentReader() reader: Reader,
    @Query() input: CountedCaseNoteListInput,
  ): Promise<CountedCaseNoteListResource> {
    const [{ items, next }, counts] = await Promise.all([
      this.lists.list(reader, input),
      input.counts ? this.lists.counts(reader, input) : null,
    ]);
    return { items: items.map(toCaseNoteListItemResource), next, ...(counts && toCountsResource(counts)) };
  }

  @Get('compare')
  @ApiOperation({
    operationId: 'compareCaseNotes',
    summary: 'Two to four notes side by side, by the same measure',
    description:
      'Notes that you may not see are left out; with fewer than two left it is 404. Figures that are not to be known yet are left out for everybody.',
  })
  @ApiOkResponse({ type: ComparisonResource })
  async compare(@CurrentReader() reader: Reader, @Query() { ids }: CompareInput): Promise<ComparisonResource> {
    const notes = await this.comparison.notes(reader, ids);
    if (notes.length < 2) throw CaseNoteNotFound();
    return toComparisonResource(notes);
  }

  @Get('submitted')
  @ApiOperation({ operationId: 'listSubmittedCaseNotes', summary: 'What waits for a moderator, longest first' })
  @ApiOkResponse({ type: CaseNoteListResource })
  async submitted(@CurrentActor(['moderator']) actor: Actor): Promise<CaseNoteListResource> {
    return { items: (await this.queries.submitted(actor)).map(toCaseNoteListItemResource), next: null };
  }

  @Post()
  @ApiOperation({ operationId: 'createCaseNote', summary: 'Begin a draft, for yourself alone' })
  @ApiCreatedResponse({ type: CaseNoteResource })
  async create(
    @CurrentActor() actor: Actor,
    @Body() input: CaseNoteInput,
    @IdempotencyKey() key: string | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseNoteResource> {
    const { id } = await this.caseNotes.create(actor, input, onceFor(actor.personId, key, 'case-note', input));
    void reply.header('location', `/api/v1/case-notes/${id}`);
    return this.show(actor, id, reply);
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getCaseNote', summary: 'One note; a withdrawn one without its text and figures' })
  @ApiOkResponse({ type: CaseNoteResource })
  async show(
    @CurrentReader() reader: Reader,
    @Param('id', IdPipe) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseNoteResource> {
    const note = toCaseNoteResource(await this.queries.note(reader, id));
    void reply.header('etag', `"v${note.version}"`);
    return note;
  }

  @Patch(':id')
  @ApiOperation({
    operationId: 'editCaseNote',
    summary: 'Change fields of your draft or submitted note; If-Match takes the ETag',
    description:
      'Absent fields stay as they are, null or an empty text takes one away, a list replaces the whole list.',
  })
  @ApiOkResponse({ type: CaseNoteResource })
  async edit(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: CaseNoteChangeInput,
    @Body() sent: Record<string, unknown> | undefined,
    @IfMatch() version: number | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseNoteResource> {
    const emptied = Object.keys(sent ?? {}).filter((field) => sent?.[field] === null || sent?.[field] === '');
    await this.caseNotes.change(actor, id, input, emptied, version);
    return this.show(actor, id, reply);
  }

  @Post(':id/submit')
  @HttpCode(200)
  @ApiOperation({ operationId: 'submitCaseNote', summary: 'Give your draft to the moderators' })
  @ApiOkResponse({ type: CaseNoteReceiptResource })
  async submit(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @IfMatch() version: number | null,
  ): Promise<CaseNoteReceiptResource> {
    return toReceiptResource(await this.caseNotes.submit(actor, id, version));
  }

  @Post(':id/take-back')
  @HttpCode(200)
  @ApiOperation({ operationId: 'takeBackCaseNote', summary: 'Take your submitted note back to go on writing' })
  @ApiOkResponse({ type: CaseNoteReceiptResource })
  async takeBack(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<CaseNoteReceiptResource> {
    return toReceiptResource(await this.caseNotes.takeBack(actor, id));
  }

  @Post(':id/publish')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'publishCaseNote',
    summary: 'Publish a submitted note; moderators, and not their own. If-Match: the version that was read',
    description: 'A changed text goes into the note it was made from, whose id is returned.',
  })
  @ApiOkResponse({ type: CaseNoteReceiptResource })
  async publish(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @IfMatch() version: number | null,
  ): Promise<CaseNoteReceiptResource> {
    return toReceiptResource(await this.caseNotes.publish(actor, id, version));
  }

  @Post(':id/return')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'returnCaseNote',
    summary: 'Send a submitted note back with a comment; moderators only',
  })
  @ApiOkResponse({ type: CaseNoteReceiptResource })
  async return(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: ReturnInput,
  ): Promise<CaseNoteReceiptResource> {
    return toReceiptResource(await this.caseNotes.return(actor, id, input));
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  @ApiOperation({ operationId: 'withdrawCaseNote', summary: 'Withdraw a published note; its author or a moderator' })
  @ApiOkResponse({ type: CaseNoteReceiptResource })
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: WithdrawInput,
  ): Promise<CaseNoteReceiptResource> {
    return toReceiptResource(await this.caseNotes.withdraw(actor, id, input));
  }

  @Post(':id/revisions')
  @ApiOperation({
    operationId: 'reviseCaseNote',
    summary: 'Begin a draft with the text of your published or withdrawn note, to take its place',
  })
  @ApiCreatedResponse({ type: CaseNoteResource })
  async revise(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @IdempotencyKey() key: string | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseNoteResource> {
    const revision = await this.caseNotes.revise(actor, id, onceFor(actor.personId, key, 'revise', id));
    void reply.header('location', `/api/v1/case-notes/${revision.id}`);
    return this.show(actor, revision.id, reply);
  }
}
