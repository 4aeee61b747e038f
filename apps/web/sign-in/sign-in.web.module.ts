import { Module } from '@nestjs/common';
import { PeopleModule } from '#libs/people';
import { BrowserSession } from './browser-session.ts';
import { SignInPageController } from './sign-in.page.ts';
import { SignUpPageController } from './sign-up.page.ts';

@Module({
  imports: [PeopleModule],
  controllers: [SignInPageController, SignUpPageController],
  providers: [BrowserSession],
  exports: [BrowserSession],
})
export class SignInWebModule {}
