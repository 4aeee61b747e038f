import { Module } from '@nestjs/common';
import { GuidanceModule } from '#libs/guidance';
import { ModerationModule } from '#libs/moderation';
import { ModerationController } from './moderation.controller.ts';
import { ReportsController } from './reports.controller.ts';

@Module({ imports: [GuidanceModule, ModerationModule], controllers: [ModerationController, ReportsController] })
export class ModerationApiModule {}
