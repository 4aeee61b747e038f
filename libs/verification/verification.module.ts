import { Module } from '@nestjs/common';
import { NotificationsModule } from '#libs/notifications';
import { OrganisationsModule } from '#libs/organisations';
import { PeopleModule } from '#libs/people';
import { RateLimitsModule } from '#libs/platform/rate-limits';
import { PasswordResets } from './password-resets.service.ts';
import { Verification } from './verification.service.ts';

@Module({
  imports: [PeopleModule, OrganisationsModule, NotificationsModule, RateLimitsModule],
  providers: [Verification, PasswordResets],
  exports: [Verification, PasswordResets],
})
export class VerificationModule {}
