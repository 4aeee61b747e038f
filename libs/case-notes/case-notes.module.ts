import { Module } from '@nestjs/common';
import { NotificationsModule } from '#libs/notifications';
import { CaseNotesQueries } from './case-notes.queries.ts';
import { CaseNotesService } from './case-notes.service.ts';
import { CaseNotesWriter } from './case-notes.writer.ts';

@Module({
  imports: [NotificationsModule],
  providers: [CaseNotesService, CaseNotesWriter, CaseNotesQueries],
  exports: [CaseNotesService, CaseNotesQueries],
})
export class CaseNotesModule {}
