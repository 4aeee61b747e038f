import { Module } from '@nestjs/common';
import { CaseNotesModule } from '#libs/case-notes';
import { CaseNotesController } from './case-notes.controller.ts';
import { DraftsController } from './drafts.controller.ts';

@Module({ imports: [CaseNotesModule], controllers: [CaseNotesController, DraftsController] })
export class CaseNotesApiModule {}
