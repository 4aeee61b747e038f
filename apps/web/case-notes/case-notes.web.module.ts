import { Module } from '@nestjs/common';
import { CaseNotesModule } from '#libs/case-notes';
import { CaseNotePageController } from './case-note.page.ts';
import { CaseNotesPageController } from './case-notes.page.ts';
import { NoteVersionsPageController } from './note-versions.page.ts';
import { ReviewPageController } from './review.page.ts';
import { NoteTasksPageController } from './note-tasks.page.ts';

// The list first: /case-notes/mine is no note's address.
@Module({
  imports: [CaseNotesModule],
  controllers: [
    CaseNotesPageController,
    NoteTasksPageController,
    NoteVersionsPageController,
    ReviewPageController,
    CaseNotePageController,
  ],
})
export class CaseNotesWebModule {}
