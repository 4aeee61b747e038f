import { Module } from '@nestjs/common';
import { CaseNotesModule } from '#libs/case-notes';
import { CaseNotesImport } from './case-notes-import.ts';
import { ContentExport } from './content-export.ts';
import { ContentImport } from './content-import.ts';
import { ContentRestore } from './content-restore.ts';

@Module({
  imports: [CaseNotesModule],
  providers: [ContentImport, ContentExport, ContentRestore, CaseNotesImport],
  exports: [ContentImport, ContentExport, ContentRestore, CaseNotesImport],
})
export class ContentModule {}
