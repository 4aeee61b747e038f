import { Module } from '@nestjs/common';
import { PeopleModule } from '#libs/people';
import { SignInWebModule } from '../sign-in/sign-in.web.module.ts';
import { SettingsPageController } from './settings.page.ts';
import { SignInsPageController } from './sign-ins.page.ts';

@Module({
  imports: [PeopleModule, SignInWebModule],
  controllers: [SettingsPageController, SignInsPageController],
})
export class SettingsWebModule {}
