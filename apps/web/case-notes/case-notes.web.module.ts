import { Module } from '@nestjs/common';
import { CaseNotesModule } from '#libs/case-notes';
import { CaseNotePageController } from './case-note.page.ts';
import { CaseNotesPageController } from './case-notes.page.ts';

// The list first: /case-notes/mine is no note's address.
@Module({ imports: [CaseNotesModule], controllers: [CaseNotesPageController, CaseNotePageController] })
export class CaseNotesWebModule {}
