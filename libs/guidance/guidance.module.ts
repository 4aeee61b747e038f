import { Module } from '@nestjs/common';
import { NotificationsModule } from '#libs/notifications';
import { GuidanceQueries } from './guidance.queries.ts';
import { GuidanceService } from './guidance.service.ts';

@Module({
  imports: [NotificationsModule],
  providers: [GuidanceService, GuidanceQueries],
  exports: [GuidanceService, GuidanceQueries],
})
export class GuidanceModule {}
