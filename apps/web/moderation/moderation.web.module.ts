import { Module } from '@nestjs/common';
import { GuidanceModule } from '#libs/guidance';
import { ModerationModule } from '#libs/moderation';
import { AskerPageController } from './asker.page.ts';
import { ModerationPageController } from './moderation.page.ts';
import { ReportPageController } from './report.page.ts';

@Module({
  imports: [GuidanceModule, ModerationModule],
  controllers: [ModerationPageController, ReportPageController, AskerPageController],
})
export class ModerationWebModule {}
