import { Module } from '@nestjs/common';
import { SearchModule } from '#libs/search';
import { ThreadsModule } from '#libs/threads';
import { QuestionsPageController } from './questions.page.ts';
import { ThreadPageController } from './thread.page.ts';

@Module({ imports: [SearchModule, ThreadsModule], controllers: [QuestionsPageController, ThreadPageController] })
export class ThreadsWebModule {}
