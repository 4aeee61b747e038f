import { Module } from '@nestjs/common';
import { CaseNotesModule } from '#libs/case-notes';
import { GuidanceModule } from '#libs/guidance';
import { NotificationsModule } from '#libs/notifications';
import { OffersModule } from '#libs/offers';
import { PeopleModule } from '#libs/people';
import { RateLimitsModule } from '#libs/platform/rate-limits';
import { ThreadsModule } from '#libs/threads';
import { AnswerWords } from './answer-words.service.ts';
import { MaskLooksQueries } from './mask-looks.queries.ts';
import { MaskLooksService } from './mask-looks.service.ts';
import { ModerationEffects } from './moderation.effects.ts';
import { ModerationQueries } from './moderation.queries.ts';
import { ModerationService } from './moderation.service.ts';
import { ThreadModeration } from './thread-moderation.service.ts';

@Module({
  imports: [
    CaseNotesModule,
    GuidanceModule,
    NotificationsModule,
    OffersModule,
    PeopleModule,
    RateLimitsModule,
    ThreadsModule,
  ],
  providers: [
    AnswerWords,
    ModerationService,
    ModerationQueries,
    ModerationEffects,
    MaskLooksService,
    MaskLooksQueries,
    ThreadModeration,
  ],
  exports: [AnswerWords, ModerationService, ModerationQueries, MaskLooksService, MaskLooksQueries, ThreadModeration],
})
export class ModerationModule {}
