import { Module } from '@nestjs/common';
import { ThreadsModule } from '#libs/threads';
import { QuestionsPageController } from './questions.page.ts';
import { ThreadPageController } from './thread.page.ts';

@Module({ imports: [ThreadsModule], controllers: [QuestionsPageController, ThreadPageController] })
export class ThreadsWebModule {}
