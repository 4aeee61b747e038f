import { Module } from '@nestjs/common';
import { GuidanceModule } from '#libs/guidance';
import { ModerationModule } from '#libs/moderation';
import { ThreadsModule } from '#libs/threads';
import { MaskLooksController } from './mask-looks.controller.ts';
import { ModerationController } from './moderation.controller.ts';
import { ReportsController } from './reports.controller.ts';

@Module({
  imports: [GuidanceModule, ModerationModule, ThreadsModule],
  controllers: [ModerationController, ReportsController, MaskLooksController],
})
export class ModerationApiModule {}
