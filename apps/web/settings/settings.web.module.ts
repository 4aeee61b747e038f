import { Module } from '@nestjs/common';
import { OrganisationsModule } from '#libs/organisations';
import { VerificationModule } from '#libs/verification';
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
import { WorkplacesPageController } from './workplaces.page.ts';

@Module({
  imports: [NotificationsModule, OrganisationsModule, PeopleModule, VerificationModule, SignInWebModule, ThreadsModule],
  controllers: [
    NoticeChoicesPageController,
    SettingsPageController,
    SignInsPageController,
    PresencePageController,
    RecordsPageController,
    DraftsPageController,
    WorkplacesPageController,
  ],
})
export class SettingsWebModule {}
