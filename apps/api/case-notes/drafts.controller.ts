import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CaseNotesQueries } from '#libs/case-notes';
import { type Actor } from '#libs/people';
import { CurrentActor } from '../reader.guard.ts';
import { CaseNoteListResource, toCaseNoteListItemResource } from './case-note.resource.ts';

@ApiTags('Case notes')
@Controller('me/drafts')
export class DraftsController {
  constructor(private readonly queries: CaseNotesQueries) {}

  @Get()
  @ApiOperation({ operationId: 'listDrafts', summary: 'Your case notes that are not published, last changed first' })
  @ApiOkResponse({ type: CaseNoteListResource })
  async list(@CurrentActor() actor: Actor): Promise<CaseNoteListResource> {
    const notes = await this.queries.mine(actor);
    const drafts = notes.filter(({ status }) => status === 'draft' || status === 'submitted');
    return { items: drafts.map(toCaseNoteListItemResource), next: null };
  }
}
