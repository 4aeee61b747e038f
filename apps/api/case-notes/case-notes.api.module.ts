import { Module } from '@nestjs/common';
import { CaseNotesModule } from '#libs/case-notes';
import { CaseNotesController } from './case-notes.controller.ts';
import { DraftsController } from './drafts.controller.ts';
import { ReviewCommentsController } from './review.controller.ts';
import { CaseNoteVersionsController } from './versions.controller.ts';

@Module({
  imports: [CaseNotesModule],
  controllers: [CaseNotesController, DraftsController, CaseNoteVersionsController, ReviewCommentsController],
})
export class CaseNotesApiModule {}
