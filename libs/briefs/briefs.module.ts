import { Module } from '@nestjs/common';
import { CaseNotesModule } from '#libs/case-notes';
import { RateLimitsModule } from '#libs/platform/rate-limits';
import { BriefsQueries } from './briefs.queries.ts';
import { DownloadLimits } from './download.limits.ts';
import { Downloads } from './downloads.ts';

@Module({
  imports: [CaseNotesModule, RateLimitsModule],
  providers: [BriefsQueries, DownloadLimits, Downloads],
  exports: [BriefsQueries, DownloadLimits, Downloads],
})
export class BriefsModule {}
