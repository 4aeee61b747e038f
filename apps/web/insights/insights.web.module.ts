import { Module } from '@nestjs/common';
import { InsightsModule } from '#libs/insights';
import { InsightsPageController } from './insights.page.ts';

@Module({ imports: [InsightsModule], controllers: [InsightsPageController] })
export class InsightsWebModule {}
