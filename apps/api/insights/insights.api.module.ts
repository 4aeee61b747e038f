import { Module } from '@nestjs/common';
import { InsightsModule } from '#libs/insights';
import { InsightsController } from './insights.controller.ts';

@Module({ imports: [InsightsModule], controllers: [InsightsController] })
export class InsightsApiModule {}
