import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ChangesInput, VersionsInput, VersionsQueries } from '#libs/case-notes';
import { type Reader } from '#libs/people';
import { IdPipe, NumberPipe } from '#libs/platform/http';
import { CurrentReader } from '../reader.guard.ts';
import {
  CaseNoteVersionListResource,
  toChangesResource,
  toVersionResource,
  VersionChangesResource,
} from './versions.resource.ts';

@ApiTags('Case notes')
@Controller('case-notes/:id/versions')
export class CaseNoteVersionsController {
  constructor(private readonly queries: VersionsQueries) {}

  @Get()
  @ApiOperation({
    operationId: 'listCaseNoteVersions',
    summary: 'What the note said, newest first; for others than its author and moderators, what was public',
  })
  @ApiOkResponse({ type: CaseNoteVersionListResource })
  async list(
    @CurrentReader() reader: Reader,
    @Param('id', IdPipe) id: string,
    @Query() input: VersionsInput,
  ): Promise<CaseNoteVersionListResource> {
    const { items, next } = await this.queries.list(reader, id, input);
    return { items: items.map(toVersionResource), next };
  }

  @Get(':version/changes')
  @ApiOperation({
    operationId: 'compareCaseNoteVersions',
    summary: 'What one version changed, field by field, since another or the one before it',
  })
  @ApiOkResponse({ type: VersionChangesResource })
  async changes(
    @CurrentReader() reader: Reader,
    @Param('id', IdPipe) id: string,
    @Param('version', NumberPipe) version: number,
    @Query() input: ChangesInput,
  ): Promise<VersionChangesResource> {
    return toChangesResource(await this.queries.changes(reader, id, version, input));
  }
}
