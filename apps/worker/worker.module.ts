import { type DynamicModule, Module } from '@nestjs/common';
import { CaseNotesModule } from '#libs/case-notes';
import { CirclesModule } from '#libs/circles';
import { ContractsModule } from '#libs/contracts';
import { OffersModule } from '#libs/offers';
import { PeersModule } from '#libs/peers';
import { PledgesModule } from '#libs/pledges';
import { DigestsModule } from '#libs/digests';
import { WorkerJobsModule } from '#libs/platform/jobs';
import { FilesModule } from '#libs/files';
import { ThreadsModule } from '#libs/threads';
import { PeopleModule } from '#libs/people';
import { NotificationsModule } from '#libs/notifications';
import { MailModule } from '#libs/platform/mail';
import { ReplyByMailModule } from '#libs/reply-by-mail';
import { WatchesModule } from '#libs/watches';
import { Housekeeping } from './housekeeping.ts';
import { MailListener } from './mail/mail-listener.ts';
import { MailSender } from './mail/mail-sender.ts';
import { WorkerJobs } from './worker.jobs.ts';

@Module({
  imports: [
    WorkerJobsModule,
    CaseNotesModule,
    CirclesModule,
    ContractsModule,
    ThreadsModule,
    FilesModule,
    OffersModule,
    PeersModule,
    PeopleModule,
    PledgesModule,
    NotificationsModule,
    DigestsModule,
    WatchesModule,
    MailModule,
    ReplyByMailModule,
  ],
  providers: [WorkerJobs, Housekeeping, MailListener, MailSender],
})
export class WorkerModule {
  static with(shared: DynamicModule[]): DynamicModule {
    return { module: WorkerModule, imports: shared };
  }
}
