import { Module } from '@nestjs/common';
import { GuidanceModule } from '#libs/guidance';
import { GuidanceListPageController } from './guidance-list.page.ts';
import { GuideBriefPageController } from './guide-brief.page.ts';
import { GuidancePageController } from './guidance.page.ts';

@Module({
  imports: [GuidanceModule],
  controllers: [GuidanceListPageController, GuideBriefPageController, GuidancePageController],
})
export class GuidanceWebModule {}
