import { Module } from '@nestjs/common';
import { NotificationsModule } from '#libs/notifications';
import { EventsModule } from '#libs/platform/events';
import { JobsModule } from '#libs/platform/jobs';
import { ThreadsQueries } from './threads.queries.ts';
import { ThreadsService } from './threads.service.ts';

@Module({
  imports: [EventsModule, JobsModule, NotificationsModule],
  providers: [ThreadsService, ThreadsQueries],
  exports: [ThreadsService, ThreadsQueries],
})
export class ThreadsModule {}
