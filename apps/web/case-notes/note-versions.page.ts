import { Controller, Get, Param, Query } from '@nestjs/common';
import { ChangesInput, VersionsInput, VersionsQueries } from '#libs/case-notes';
import { type Reader } from '#libs/people';
import { IdPipe, NumberPipe } from '#libs/platform/http';
import { parseInput } from '#libs/platform/inputs';
import { page, type Page } from '../page.ts';
import { CurrentReader } from '../reader.guard.ts';
import { NoteChangesPage, NoteVersionsPage } from './note-versions.tsx';

@Controller('case-notes/:id/versions')
export class NoteVersionsPageController {
  constructor(private readonly queries: VersionsQueries) {}

  @Get()
  async list(
    @CurrentReader() reader: Reader,
    @Param('id', IdPipe) id: string,
    @Query() query: Record<string, unknown>,
  ): Promise<Page> {
    const parsed = parseInput(VersionsInput, query);
    const marks = await this.queries.marks(reader, id, parsed.ok ? parsed.input : new VersionsInput());
    return page(NoteVersionsPage, { id, ...marks });
  }

  @Get(':version')
  async show(
    @CurrentReader() reader: Reader,
    @Param('id', IdPipe) id: string,
    @Param('version', NumberPipe) version: number,
    @Query() query: Record<string, unknown>,
  ): Promise<Page> {
    const parsed = parseInput(ChangesInput, query);
    const compared = await this.queries.changes(reader, id, version, parsed.ok ? parsed.input : new ChangesInput());
    return page(NoteChangesPage, { id, ...compared });
  }
}
