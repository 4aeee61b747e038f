import { Module } from '@nestjs/common';
import { NotificationsModule } from '#libs/notifications';
import { DevMailPageController } from './dev-mail.page.ts';
import { MailsPageController } from './mails.page.ts';
import { StopMailPageController } from './stop-mail.page.ts';

@Module({
  imports: [NotificationsModule],
  controllers: [StopMailPageController, MailsPageController, DevMailPageController],
})
export class MailWebModule {}
