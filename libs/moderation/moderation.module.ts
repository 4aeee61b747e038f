import { Module } from '@nestjs/common';
import { CaseNotesModule } from '#libs/case-notes';
import { GuidanceModule } from '#libs/guidance';
import { NotificationsModule } from '#libs/notifications';
import { PeopleModule } from '#libs/people';
import { RateLimitsModule } from '#libs/platform/rate-limits';
import { ThreadsModule } from '#libs/threads';
import { ModerationEffects } from './moderation.effects.ts';
import { ModerationQueries } from './moderation.queries.ts';
import { ModerationService } from './moderation.service.ts';

@Module({
  imports: [CaseNotesModule, GuidanceModule, NotificationsModule, PeopleModule, RateLimitsModule, ThreadsModule],
  providers: [ModerationService, ModerationQueries, ModerationEffects],
  exports: [ModerationService, ModerationQueries],
})
export class ModerationModule {}
