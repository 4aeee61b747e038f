import { Module } from '@nestjs/common';
import { NotificationsModule } from '#libs/notifications';
import { PeopleModule } from '#libs/people';
import { ThreadsModule } from '#libs/threads';
import { SignInWebModule } from '../sign-in/sign-in.web.module.ts';
import { DraftsPageController } from './drafts.page.ts';
import { PresencePageController } from './presence.page.ts';
import { NoticeChoicesPageController } from './notice-choices.page.ts';
import { RecordsPageController } from './records.page.ts';
import { SettingsPageController } from './settings.page.ts';
import { SignInsPageController } from './sign-ins.page.ts';

@Module({
  imports: [NotificationsModule, PeopleModule, SignInWebModule, ThreadsModule],
  controllers: [
    NoticeChoicesPageController,
    SettingsPageController,
    SignInsPageController,
    PresencePageController,
    RecordsPageController,
    DraftsPageController,
  ],
})
export class SettingsWebModule {}
