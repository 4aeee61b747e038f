import { Controller, Get, Ip, Param, Query } from '@nestjs/common';
import { BriefInput, briefOf, BriefsQueries, DownloadInput, DownloadLimits, Downloads } from '#libs/briefs';
import { type Reader } from '#libs/people';
import { Config } from '#libs/platform/config';
import { IdPipe } from '#libs/platform/http';
import { parseInput } from '#libs/platform/inputs';
import { Download, page, type Page, SeeOther } from '../page.ts';
import { addressOf } from '../parts/words.ts';
import { CurrentReader } from '../reader.guard.ts';
import { BriefPage } from './brief.tsx';

@Controller('case-notes/:id')
export class BriefPageController {
  constructor(
    private readonly queries: BriefsQueries,
    private readonly downloads: Downloads,
    private readonly limits: DownloadLimits,
    private readonly config: Config,
  ) {}

  @Get('brief')
  async brief(
    @CurrentReader() reader: Reader,
    @Param('id', IdPipe) id: string,
    @Query() query: Record<string, unknown>,
  ): Promise<Page | SeeOther> {
    const parsed = parseInput(BriefInput, query);
    const { audience } = parsed.ok ? parsed.input : new BriefInput();
    const reading = await this.queries.reading(reader, id);
    const { note } = reading;
    if (note.status === 'superseded' && note.replacesId) return new SeeOther(`/case-notes/${note.replacesId}/brief`);
    const address = addressOf('case-notes', id, note.title);
    return page(BriefPage, { address, audience, document: briefOf(reading, audience, this.config.publicUrl) });
  }

  @Get('download')
  async download(
    @CurrentReader() reader: Reader,
    @Param('id', IdPipe) id: string,
    @Query() input: DownloadInput,
    @Ip() ip: string,
  ): Promise<Download> {
    await this.limits.take(reader, ip);
    const { body, type, name } = await this.downloads.ofNote(reader, id, input);
    return new Download(body, type, name);
  }
}
