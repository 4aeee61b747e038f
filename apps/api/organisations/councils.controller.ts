import { Body, Controller, Get, Param, Put, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import {
  CouncilListInput,
  type CouncilPage,
  CouncilsQueries,
  isGssCode,
  PostureInput,
  PosturesQueries,
  PosturesService,
  SilentCouncils,
  SilentCouncilsInput,
  SimilarCouncils,
  SimilarCouncilsInput,
} from '#libs/organisations';
import { type Actor, type Reader } from '#libs/people';
import { IfMatch } from '../headers.ts';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';
import {
  CouncilPostureResource,
  PostureTotalsResource,
  toCouncilPostureResource,
  toPostureTotalsResource,
} from './council-posture.resource.ts';
import {
  CouncilListResource,
  CouncilDetailResource,
  SilentCouncilsResource,
  SimilarCouncilsResource,
  toCouncilListItemResource,
  toCouncilDetailResource,
  toSilentCouncilResource,
  toSimilarCouncilResource,
} from './council.resource.ts';

@ApiTags('Organisations')
@Controller('councils')
export class CouncilsController {
  constructor(
    private readonly queries: CouncilsQueries,
    private readonly likeness: SimilarCouncils,
    private readonly silentCouncils: SilentCouncils,
    private readonly postures: PosturesQueries,
    private readonly posturesService: PosturesService,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listCouncils', summary: 'Councils by name, past and announced ones among them' })
  @ApiOkResponse({ type: CouncilListResource })
  async list(@CurrentReader() reader: Reader, @Query() input: CouncilListInput): Promise<CouncilListResource> {
    const { items, next } = await this.queries.list(reader, input);
    return { items: items.map(toCouncilListItemResource), next };
  }

  @Get('silent')
  @ApiOperation({
    operationId: 'listSilentCouncils',
    summary:
      'Councils that stand today without a member and without a case note, the largest first; data stewards only',
  })
  @ApiOkResponse({ type: SilentCouncilsResource })
  async silent(@CurrentReader() reader: Reader, @Query() input: SilentCouncilsInput): Promise<SilentCouncilsResource> {
    const { items, next, all } = await this.silentCouncils.list(reader, input);
    return { items: items.map(toSilentCouncilResource), next, total: all };
  }

  @Get('postures')
  @ApiOperation({
    operationId: 'getPostureTotals',
    summary: 'How many council teams say where they stand, by type and by region; fewer than five are not told',
  })
  @ApiOkResponse({ type: PostureTotalsResource })
  async postureTotals(@CurrentReader() reader: Reader): Promise<PostureTotalsResource> {
    return toPostureTotalsResource(await this.postures.totals(reader));
  }

  @Get(':code')
  @ApiOperation({ operationId: 'getCouncil', summary: 'One council, by its register code or any of its GSS codes' })
  @ApiOkResponse({ type: CouncilDetailResource })
  async show(@CurrentReader() reader: Reader, @Param('code') code: string): Promise<CouncilDetailResource> {
    return toCouncilDetailResource(await this.council(reader, code));
  }

  @Get(':code/similar')
  @ApiOperation({
    operationId: 'listSimilarCouncils',
    summary:
      'Councils of the same tier that stand today, the likest first by population, density, deprivation and rurality, each with the reason in words',
  })
  @ApiOkResponse({ type: SimilarCouncilsResource })
  async similar(
    @CurrentReader() reader: Reader,
    @Param('code') code: string,
    @Query() { limit }: SimilarCouncilsInput,
  ): Promise<SimilarCouncilsResource> {
    const { id } = await this.council(reader, code);
    const similar = await this.likeness.similar(reader, id, limit);
    return { items: similar.map(toSimilarCouncilResource), next: null };
  }

  @Get(':code/posture')
  @ApiOperation({
    operationId: 'getCouncilPosture',
    summary: 'Where the team of a council stands, where it shows that; its own verified members also get the history',
  })
  @ApiOkResponse({ type: CouncilPostureResource })
  async posture(
    @CurrentReader() reader: Reader,
    @Param('code') code: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CouncilPostureResource> {
    const { id, posture } = await this.council(reader, code);
    if (posture) void reply.header('etag', `"v${posture.version}"`);
    return toCouncilPostureResource(posture, await this.postures.history(reader, id));
  }

  @Put(':code/posture')
  @ApiOperation({
    operationId: 'setCouncilPosture',
    summary: 'Say where your team stands; the verified members of the council only. If-Match takes the ETag',
  })
  @ApiOkResponse({ type: CouncilPostureResource })
  async setPosture(
    @CurrentActor() actor: Actor,
    @Param('code') code: string,
    @Body() input: PostureInput,
    @IfMatch() version: number | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CouncilPostureResource> {
    const { id } = await this.council(actor, code);
    await this.posturesService.set(actor, id, input, version);
    return this.posture(actor, code, reply);
  }

  private async council(reader: Reader, address: string): Promise<CouncilPage> {
    const code = isGssCode(address) ? (await this.queries.ofGssCode(reader, address)).code : address;
    return this.queries.page(reader, code);
  }
}
