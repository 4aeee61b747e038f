import { Controller, Get, Ip, Query } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Reader } from '#libs/people';
import { SearchInput, SearchLimits, SearchQueries, SimilarInput } from '#libs/search';
import { CurrentReader } from '../reader.guard.ts';
import {
  LikelyAnswersResource,
  SEARCH_MODELS,
  SearchResource,
  toLikelyAnswerResource,
  toSearchResource,
} from './search.resource.ts';

@ApiTags('Search')
@ApiExtraModels(...SEARCH_MODELS)
@Controller()
export class SearchController {
  constructor(
    private readonly queries: SearchQueries,
    private readonly limits: SearchLimits,
  ) {}

  @Get('search')
  @ApiOperation({
    operationId: 'search',
    summary: 'What you may see of what you look for, best first',
    description:
      'All words must be there; "quotes" keep words together, OR gives alternatives, -word leaves out. Without q, what passes the filters, newest first. Up to 200 results.',
  })
  @ApiOkResponse({ type: SearchResource })
  async search(
    @CurrentReader() reader: Reader,
    @Query() input: SearchInput,
    @Ip() ip: string,
  ): Promise<SearchResource> {
    await this.limits.take(reader, ip);
    return toSearchResource(await this.queries.search(reader, input));
  }

  @Get('suggestions/similar')
  @ApiOperation({ operationId: 'suggestSimilar', summary: 'Likely answers, while a question is written' })
  @ApiOkResponse({ type: LikelyAnswersResource })
  async similar(@CurrentReader() reader: Reader, @Query() input: SimilarInput): Promise<LikelyAnswersResource> {
    const items = await this.queries.similar(reader, input);
    return { items: items.map(toLikelyAnswerResource), next: null };
  }
}
