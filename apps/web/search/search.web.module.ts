import { Module } from '@nestjs/common';
import { SearchModule } from '#libs/search';
import { SearchPageController } from './search.page.ts';

@Module({ imports: [SearchModule], controllers: [SearchPageController] })
export class SearchWebModule {}
