import { Module } from '@nestjs/common';
import { FilesModule } from '#libs/files';
import { NotificationsModule } from '#libs/notifications';
import { PeopleModule } from '#libs/people';
import { MailModule } from '#libs/platform/mail';
import { RateLimitsModule } from '#libs/platform/rate-limits';
import { ThreadsModule } from '#libs/threads';
import { RepliesByMail } from './replies-by-mail.ts';
import { ReplyAddresses } from './reply-addresses.ts';
import { ReturnedMails } from './returned-mails.ts';

const SHARED = [RepliesByMail, ReplyAddresses, ReturnedMails];

@Module({
  imports: [MailModule, NotificationsModule, PeopleModule, ThreadsModule, FilesModule, RateLimitsModule],
  providers: SHARED,
  exports: SHARED,
})
export class ReplyByMailModule {}
