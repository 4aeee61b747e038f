import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  CouncilListInput,
  type CouncilPage,
  CouncilsQueries,
  isGssCode,
  SimilarCouncilsInput,
} from '#libs/organisations';
import { type Reader } from '#libs/people';
import { CurrentReader } from '../reader.guard.ts';
import {
  CouncilListResource,
  CouncilDetailResource,
  SimilarCouncilsResource,
  toCouncilListItemResource,
  toCouncilDetailResource,
  toSimilarCouncilResource,
} from './council.resource.ts';

@ApiTags('Organisations')
@Controller('councils')
export class CouncilsController {
  constructor(private readonly queries: CouncilsQueries) {}

  @Get()
  @ApiOperation({ operationId: 'listCouncils', summary: 'Councils by name, past and announced ones among them' })
  @ApiOkResponse({ type: CouncilListResource })
  async list(@CurrentReader() reader: Reader, @Query() input: CouncilListInput): Promise<CouncilListResource> {
    const { items, next } = await this.queries.list(reader, input);
    return { items: items.map(toCouncilListItemResource), next };
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
    summary: 'Councils of the same tier that stand today, nearest by population first, each with the reason in words',
  })
  @ApiOkResponse({ type: SimilarCouncilsResource })
  async similar(
    @CurrentReader() reader: Reader,
    @Param('code') code: string,
    @Query() { limit }: SimilarCouncilsInput,
  ): Promise<SimilarCouncilsResource> {
    const similar = await this.queries.similar(reader, await this.council(reader, code), limit);
    return { items: similar.map(toSimilarCouncilResource), next: null };
  }

  private async council(reader: Reader, address: string): Promise<CouncilPage> {
    const code = isGssCode(address) ? (await this.queries.ofGssCode(reader, address)).code : address;
    return this.queries.page(reader, code);
  }
}
