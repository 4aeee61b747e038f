import { Module } from '@nestjs/common';
import { InsightsQueries } from './insights.queries.ts';

@Module({ providers: [InsightsQueries], exports: [InsightsQueries] })
export class InsightsModule {}
