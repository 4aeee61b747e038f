import { Module } from '@nestjs/common';
import { NotificationsModule } from '#libs/notifications';
import { CaseNotesQueries } from './case-notes.queries.ts';
import { CaseNotesService } from './case-notes.service.ts';
import { CaseNotesWriter } from './case-notes.writer.ts';
import { VersionsQueries } from './versions/versions.queries.ts';

@Module({
  imports: [NotificationsModule],
  providers: [CaseNotesService, CaseNotesWriter, CaseNotesQueries, VersionsQueries],
  exports: [CaseNotesService, CaseNotesQueries, VersionsQueries],
})
export class CaseNotesModule {}
