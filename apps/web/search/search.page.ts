import { Controller, Get, Ip, Query } from '@nestjs/common';
import { isSignedIn, type Reader } from '#libs/people';
import { Config } from '#libs/platform/config';
import { SearchLimits, SearchQueries } from '#libs/search';
import { type Download, page, type Page } from '../page.ts';
import { atomFeed } from '../parts/atom.ts';
import { CurrentReader } from '../reader.guard.ts';
import { addressWith, searchOf } from './search.address.ts';
import { SearchPage } from './search.tsx';
import { SearchStartPage } from './start.tsx';
import { resultAddress } from './result.tsx';

@Controller()
export class SearchPageController {
  constructor(
    private readonly queries: SearchQueries,
    private readonly limits: SearchLimits,
    private readonly config: Config,
  ) {}

  @Get('search')
  async search(
    @CurrentReader() reader: Reader,
    @Query() query: Record<string, unknown>,
    @Ip() ip: string,
  ): Promise<Page> {
    const chosen = { ...searchOf(query), limit: 20 };
    const signedIn = isSignedIn(reader);
    // The address of this search with nothing asked is its start, whatever way it is spelt.
    if (
      addressWith(chosen) === '/search' ||
      (!chosen.q && addressWith({ ...chosen, sort: 'best', exact: false }) === '/search')
    ) {
      return page(SearchStartPage, { signedIn });
    }
    await this.limits.take(reader, ip);
    return page(SearchPage, { chosen, signedIn, ...(await this.queries.search(reader, chosen)) });
  }

  /** What a search finds, newest first: for a feed reader, which is nobody signed in unless it brings a cookie. */
  @Get('search.atom')
  async feed(
    @CurrentReader() reader: Reader,
    @Query() query: Record<string, unknown>,
    @Ip() ip: string,
  ): Promise<Download> {
    await this.limits.take(reader, ip);
    const chosen = { ...searchOf(query), limit: 20, sort: 'newest' as const, after: undefined };
    const { items } = await this.queries.search(reader, chosen);
    return atomFeed(this.config.publicUrl, {
      title: chosen.q ? `Waymark: ${chosen.q}` : 'Waymark search',
      path: addressWith({ ...chosen, sort: 'best' }, {}, '/search.atom'),
      entries: items.map((item) => ({
        id: item.id,
        title: item.title,
        path: resultAddress(item),
        updatedAt: item.updatedAt,
        publishedAt: item.updatedAt,
        author: 'Waymark',
      })),
    });
  }
}
