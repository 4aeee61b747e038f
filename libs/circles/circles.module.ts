import { Module } from '@nestjs/common';
import { NotificationsModule } from '#libs/notifications';
import { PeopleModule } from '#libs/people';
import { RateLimitsModule } from '#libs/platform/rate-limits';
import { CircleGuests } from './circle-guests.service.ts';
import { CircleJoiningQueries } from './circle-joining.queries.ts';
import { CircleJoining } from './circle-joining.service.ts';
import { CircleMilestones } from './circle-milestones.service.ts';
import { CircleNotes } from './circle-notes.service.ts';
import { CircleSuccession } from './circle-succession.service.ts';
import { CircleSummaries } from './circle-summaries.service.ts';
import { CirclesQueries } from './circles.queries.ts';
import { CirclesService } from './circles.service.ts';

const PROVIDED = [
  CirclesService,
  CirclesQueries,
  CircleJoining,
  CircleJoiningQueries,
  CircleGuests,
  CircleNotes,
  CircleMilestones,
  CircleSummaries,
  CircleSuccession,
];

@Module({ imports: [NotificationsModule, PeopleModule, RateLimitsModule], providers: PROVIDED, exports: PROVIDED })
export class CirclesModule {}
