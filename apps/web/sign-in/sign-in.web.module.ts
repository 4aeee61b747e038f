import { Module } from '@nestjs/common';
import { PeopleModule } from '#libs/people';
import { VerificationModule } from '#libs/verification';
import { BrowserSession } from './browser-session.ts';
import { ResetPasswordPageController } from './reset-password.page.ts';
import { SignInPageController } from './sign-in.page.ts';
import { SignUpPageController } from './sign-up.page.ts';
import { VerifyEmailPageController } from './verify-email.page.ts';

@Module({
  imports: [PeopleModule, VerificationModule],
  controllers: [SignInPageController, SignUpPageController, VerifyEmailPageController, ResetPasswordPageController],
  providers: [BrowserSession],
  exports: [BrowserSession],
})
export class SignInWebModule {}
