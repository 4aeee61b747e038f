import { Module } from '@nestjs/common';
import { RateLimitsModule } from '#libs/platform/rate-limits';
import { SearchLimits } from './search.limits.ts';
import { SearchQueries } from './search.queries.ts';
import { SearchService } from './search.service.ts';

@Module({
  imports: [RateLimitsModule],
  providers: [SearchLimits, SearchQueries, SearchService],
  exports: [SearchLimits, SearchQueries, SearchService],
})
export class SearchModule {}
