import { Module } from '@nestjs/common';
import { ObjectionsQueries } from './objections.queries.ts';
import { TacticsQueries } from './tactics.queries.ts';
import { TacticsService } from './tactics.service.ts';

@Module({
  providers: [TacticsService, TacticsQueries, ObjectionsQueries],
  exports: [TacticsService, TacticsQueries, ObjectionsQueries],
})
export class TacticsModule {}
