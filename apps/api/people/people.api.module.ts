import { Module } from '@nestjs/common';
import { NotificationsModule } from '#libs/notifications';
import { PeopleModule } from '#libs/people';
import { ThreadsModule } from '#libs/threads';
import { MailsController, NoticeChoicesController } from './mails.controller.ts';
import { MeController } from './me.controller.ts';
import { PeopleController } from './people.controller.ts';
import { PasswordController, SessionController } from './session.controller.ts';
import { RecordsController } from './records.controller.ts';
import { SignInsController } from './sign-ins.controller.ts';

@Module({
  imports: [PeopleModule, NotificationsModule, ThreadsModule],
  controllers: [
    SessionController,
    PasswordController,
    PeopleController,
    MeController,
    MailsController,
    NoticeChoicesController,
    SignInsController,
    RecordsController,
  ],
})
export class PeopleApiModule {}
