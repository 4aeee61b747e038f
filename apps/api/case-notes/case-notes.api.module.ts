import { Module } from '@nestjs/common';
import { BriefsModule } from '#libs/briefs';
import { CaseNotesModule } from '#libs/case-notes';
import { CaseNotesController } from './case-notes.controller.ts';
import { CaseNoteExportController } from './case-note-export.controller.ts';
import { DraftsController } from './drafts.controller.ts';
import { CaseNoteResponsesController } from './responses.controller.ts';
import { ReviewCommentsController } from './review.controller.ts';
import { CaseNoteVersionsController } from './versions.controller.ts';

@Module({
  imports: [BriefsModule, CaseNotesModule],
  controllers: [
    CaseNotesController,
    CaseNoteExportController,
    DraftsController,
    CaseNoteVersionsController,
    ReviewCommentsController,
    CaseNoteResponsesController,
  ],
})
export class CaseNotesApiModule {}
