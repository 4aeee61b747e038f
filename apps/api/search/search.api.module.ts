import { Module } from '@nestjs/common';
import { SearchModule } from '#libs/search';
import { SearchController } from './search.controller.ts';

@Module({ imports: [SearchModule], controllers: [SearchController] })
export class SearchApiModule {}
