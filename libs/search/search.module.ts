import { Module } from '@nestjs/common';
import { SearchQueries } from './search.queries.ts';
import { SearchService } from './search.service.ts';

@Module({ providers: [SearchQueries, SearchService], exports: [SearchQueries, SearchService] })
export class SearchModule {}
