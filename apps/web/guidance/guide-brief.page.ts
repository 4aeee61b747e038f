import { Controller, Get, Param } from '@nestjs/common';
import { guideBriefOf } from '#libs/briefs';
import { GuidanceQueries } from '#libs/guidance';
import { type Reader } from '#libs/people';
import { Config } from '#libs/platform/config';
import { page, type Page } from '../page.ts';
import { CurrentReader } from '../reader.guard.ts';
import { GuideBriefPage } from './guide-brief.tsx';

@Controller('guidance/:slug/brief')
export class GuideBriefPageController {
  constructor(
    private readonly queries: GuidanceQueries,
    private readonly config: Config,
  ) {}

  @Get()
  async show(@CurrentReader() reader: Reader, @Param('slug') slug: string): Promise<Page> {
    const guide = await this.queries.page(reader, slug);
    return page(GuideBriefPage, { address: `/guidance/${slug}`, document: guideBriefOf(guide, this.config.publicUrl) });
  }
}
