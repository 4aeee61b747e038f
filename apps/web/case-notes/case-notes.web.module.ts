import { Module } from '@nestjs/common';
import { BriefsModule } from '#libs/briefs';
import { CaseNotesModule } from '#libs/case-notes';
import { BriefPageController } from './brief.page.ts';
import { CaseNotePageController } from './case-note.page.ts';
import { CaseNotesPageController } from './case-notes.page.ts';
import { ComparePageController } from './compare.page.ts';
import { NoteVersionsPageController } from './note-versions.page.ts';
import { ResponsesPageController } from './responses.page.ts';
import { RightOfReplyPageController } from './right-of-reply.page.ts';
import { ReviewPageController } from './review.page.ts';
import { NoteTasksPageController } from './note-tasks.page.ts';

// The lists first: /case-notes/mine and /case-notes/compare are no note's address.
@Module({
  imports: [BriefsModule, CaseNotesModule],
  controllers: [
    CaseNotesPageController,
    ComparePageController,
    NoteTasksPageController,
    NoteVersionsPageController,
    ReviewPageController,
    BriefPageController,
    ResponsesPageController,
    RightOfReplyPageController,
    CaseNotePageController,
  ],
})
export class CaseNotesWebModule {}
