import { Module } from '@nestjs/common';
import { NotificationsModule } from '#libs/notifications';
import { RateLimitsModule } from '#libs/platform/rate-limits';
import { CaseNoteCompare } from './compare.queries.ts';
import { CaseNoteLists } from './case-note-lists.queries.ts';
import { CaseNotesQueries } from './case-notes.queries.ts';
import { CaseNotesService } from './case-notes.service.ts';
import { CaseNotesWriter } from './case-notes.writer.ts';
import { ReviewQueries } from './review/review.queries.ts';
import { ReviewService } from './review/review.service.ts';
import { UnsavedPages } from './unsaved.ts';
import { VersionsQueries } from './versions/versions.queries.ts';
import { MarksService } from './responses/marks.service.ts';
import { RelatedService } from './responses/related.service.ts';
import { NoteRepliesService } from './responses/replies.service.ts';
import { ReplyRequestsService } from './responses/reply-requests.service.ts';
import { ResponsesQueries } from './responses/responses.queries.ts';
import { UsesService } from './responses/uses.service.ts';

const SHARED = [
  CaseNotesService,
  CaseNotesWriter,
  CaseNotesQueries,
  CaseNoteLists,
  CaseNoteCompare,
  VersionsQueries,
  ReviewService,
  ReviewQueries,
  UnsavedPages,
  MarksService,
  UsesService,
  NoteRepliesService,
  ReplyRequestsService,
  RelatedService,
  ResponsesQueries,
];

@Module({ imports: [NotificationsModule, RateLimitsModule], providers: SHARED, exports: SHARED })
export class CaseNotesModule {}
