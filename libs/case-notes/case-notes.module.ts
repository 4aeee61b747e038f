import { Module } from '@nestjs/common';
import { NotificationsModule } from '#libs/notifications';
import { CaseNoteCompare } from './compare.queries.ts';
import { CaseNoteLists } from './case-note-lists.queries.ts';
import { CaseNotesQueries } from './case-notes.queries.ts';
import { CaseNotesService } from './case-notes.service.ts';
import { CaseNotesWriter } from './case-notes.writer.ts';
import { ReviewQueries } from './review/review.queries.ts';
import { ReviewService } from './review/review.service.ts';
import { UnsavedPages } from './unsaved.ts';
import { VersionsQueries } from './versions/versions.queries.ts';

@Module({
  imports: [NotificationsModule],
  providers: [
    CaseNotesService,
    CaseNotesWriter,
    CaseNotesQueries,
    CaseNoteLists,
    CaseNoteCompare,
    VersionsQueries,
    ReviewService,
    ReviewQueries,
    UnsavedPages,
  ],
  exports: [
    CaseNotesService,
    CaseNotesWriter,
    CaseNotesQueries,
    CaseNoteLists,
    CaseNoteCompare,
    VersionsQueries,
    ReviewService,
    ReviewQueries,
    UnsavedPages,
  ],
})
export class CaseNotesModule {}
