import { Module } from '@nestjs/common';
import { WatchLooks } from './watch-looks.ts';
import { WatchesQueries } from './watches.queries.ts';
import { Watches } from './watches.service.ts';

const SHARED = [WatchLooks, Watches, WatchesQueries];

@Module({ providers: SHARED, exports: SHARED })
export class WatchesModule {}
