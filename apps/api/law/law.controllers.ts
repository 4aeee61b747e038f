import { Body, Controller, Get, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags, PartialType } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import {
  ClauseListInput,
  EditClauseInput,
  EditLawInput,
  EditWayInput,
  type EntryRow,
  LawListInput,
  LawQueries,
  LawService,
  NewClauseInput,
  NewLawInput,
  ReservedCheckInput,
  ReservedContractCheck,
  WayListInput,
} from '#libs/law';
import { type Actor, type Reader } from '#libs/people';
import { onceFor } from '#libs/platform/database';
import { changed } from '../changes.ts';
import { IdempotencyKey, IfMatch } from '../headers.ts';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';
import {
  ClauseListResource,
  ClauseResource,
  LawListResource,
  LawResource,
  ReservedCheckResource,
  toClauseResource,
  toLawListItem,
  toLawResource,
  toReservedCheckResource,
  toWayResource,
  WayListResource,
  WayResource,
} from './law.resource.ts';

class LawChanges extends PartialType(EditLawInput) {}
class WayChanges extends PartialType(EditWayInput) {}
class ClauseChanges extends PartialType(EditClauseInput) {}

const tag = (reply: FastifyReply, { version }: { version: number }): void => {
  void reply.header('etag', `"v${version}"`);
};

/** An entry as an edit would send it. */
const wayAsSent = ({ title, text, limits, stages, nations, laws }: EntryRow) => ({
  title,
  text,
  limits,
  stages,
  nations,
  laws: laws.map(({ code }) => code).join(', '),
});

@ApiTags('Law')
@Controller('law-versions')
export class LawVersionsController {
  constructor(
    private readonly queries: LawQueries,
    private readonly law: LawService,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listLaw', summary: 'What the law says, with nations and dates; by short name' })
  @ApiOkResponse({ type: LawListResource })
  async list(@CurrentReader() reader: Reader, @Query() input: LawListInput): Promise<LawListResource> {
    const { items, next } = await this.queries.laws(reader, input);
    return { items: items.map(toLawListItem), next };
  }

  @Post()
  @ApiOperation({ operationId: 'addLaw', summary: 'Add a statement of the law; subject editors and data stewards' })
  @ApiCreatedResponse({ type: LawResource })
  async add(
    @CurrentActor() actor: Actor,
    @Body() input: NewLawInput,
    @IdempotencyKey() key: string | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LawResource> {
    const { code } = await this.law.addLaw(actor, input, onceFor(actor.personId, key, 'add-law', input));
    void reply.header('location', `/api/v1/law-versions/${code}`);
    return this.show(actor, code, reply);
  }

  @Get(':code')
  @ApiOperation({ operationId: 'getLaw', summary: 'A statement of the law, and what rests on it' })
  @ApiOkResponse({ type: LawResource })
  async show(
    @CurrentReader() reader: Reader,
    @Param('code') code: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LawResource> {
    const law = await this.queries.law(reader, code);
    tag(reply, law);
    return toLawResource(law);
  }

  @Patch(':code')
  @ApiOperation({
    operationId: 'editLaw',
    summary: 'Change what is named, null empties it: with validTo and replacedBy a law ends; If-Match takes the ETag',
  })
  @ApiBody({ type: LawChanges })
  @ApiOkResponse({ type: LawResource })
  async edit(
    @CurrentActor() actor: Actor,
    @Param('code') code: string,
    @Body() body: unknown,
    @IfMatch() version: number | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LawResource> {
    const now = await this.queries.law(actor, code);
    const { topic, nations, title, text, statute, source, sourceUrl, validFrom, validTo, checkedOn } = now;
    const replacedBy = now.replacedBy?.code;
    const sent = { topic, nations, title, text, statute, source, sourceUrl, validFrom, validTo, checkedOn, replacedBy };
    await this.law.editLaw(actor, code, changed(EditLawInput, sent, body), version ?? now.version);
    return this.show(actor, code, reply);
  }
}

@ApiTags('Law')
@Controller('lawful-ways')
export class LawfulWaysController {
  constructor(
    private readonly queries: LawQueries,
    private readonly law: LawService,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'listLawfulWays',
    summary: 'Lawful ways to help a mutual, with law, limits and nations',
  })
  @ApiOkResponse({ type: WayListResource })
  async list(@CurrentReader() reader: Reader, @Query() input: WayListInput): Promise<WayListResource> {
    const { items, next } = await this.queries.entries(reader, 'way', input);
    return { items: items.map(toWayResource), next };
  }

  @Get(':code')
  @ApiOperation({ operationId: 'getLawfulWay', summary: 'One lawful way to help' })
  @ApiOkResponse({ type: WayResource })
  async show(
    @CurrentReader() reader: Reader,
    @Param('code') code: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WayResource> {
    const way = await this.queries.entry(reader, 'way', code);
    tag(reply, way);
    return toWayResource(way);
  }

  @Patch(':code')
  @ApiOperation({ operationId: 'editLawfulWay', summary: 'Change what is named; subject editors and data stewards' })
  @ApiBody({ type: WayChanges })
  @ApiOkResponse({ type: WayResource })
  async edit(
    @CurrentActor() actor: Actor,
    @Param('code') code: string,
    @Body() body: unknown,
    @IfMatch() version: number | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WayResource> {
    const now = await this.queries.entry(actor, 'way', code);
    await this.law.editWay(actor, code, changed(EditWayInput, wayAsSent(now), body), version ?? now.version);
    return this.show(actor, code, reply);
  }
}

@ApiTags('Law')
@Controller('clauses')
export class ClausesController {
  constructor(
    private readonly queries: LawQueries,
    private readonly law: LawService,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listClauses', summary: 'Clauses and procedures, with law as at, nations and notices' })
  @ApiOkResponse({ type: ClauseListResource })
  async list(@CurrentReader() reader: Reader, @Query() input: ClauseListInput): Promise<ClauseListResource> {
    const { items, next } = await this.queries.entries(reader, 'clause', input);
    return { items: items.map(toClauseResource), next };
  }

  @Post()
  @ApiOperation({ operationId: 'addClause', summary: 'Add a clause; subject editors and data stewards' })
  @ApiCreatedResponse({ type: ClauseResource })
  async add(
    @CurrentActor() actor: Actor,
    @Body() input: NewClauseInput,
    @IdempotencyKey() key: string | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ClauseResource> {
    const { code } = await this.law.addClause(actor, input, onceFor(actor.personId, key, 'add-clause', input));
    void reply.header('location', `/api/v1/clauses/${code}`);
    return this.show(actor, code, reply);
  }

  @Get(':code')
  @ApiOperation({ operationId: 'getClause', summary: 'One clause or procedure' })
  @ApiOkResponse({ type: ClauseResource })
  async show(
    @CurrentReader() reader: Reader,
    @Param('code') code: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ClauseResource> {
    const clause = await this.queries.entry(reader, 'clause', code);
    tag(reply, clause);
    return toClauseResource(clause);
  }

  @Patch(':code')
  @ApiOperation({ operationId: 'editClause', summary: 'Change what is named; subject editors and data stewards' })
  @ApiBody({ type: ClauseChanges })
  @ApiOkResponse({ type: ClauseResource })
  async edit(
    @CurrentActor() actor: Actor,
    @Param('code') code: string,
    @Body() body: unknown,
    @IfMatch() version: number | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ClauseResource> {
    const now = await this.queries.entry(actor, 'clause', code);
    const { family, origin, source, noticeOcid } = now;
    const sent = { ...wayAsSent(now), family, origin, source, noticeOcid };
    await this.law.editClause(actor, code, changed(EditClauseInput, sent, body), version ?? now.version);
    return this.show(actor, code, reply);
  }
}

@ApiTags('Law')
@Controller('reserved-contract-check')
export class ReservedCheckController {
  constructor(private readonly checks: ReservedContractCheck) {}

  @Get()
  @ApiOperation({
    operationId: 'checkReservedContract',
    summary: 'Whether a contract could be reserved for a public service mutual, with each reason; nothing is kept',
  })
  @ApiOkResponse({ type: ReservedCheckResource })
  async check(@CurrentReader() reader: Reader, @Query() input: ReservedCheckInput): Promise<ReservedCheckResource> {
    return toReservedCheckResource(await this.checks.check(reader, input));
  }
}
