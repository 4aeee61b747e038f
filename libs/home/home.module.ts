import { Module } from '@nestjs/common';
import { HomeQueries } from './home.queries.ts';

@Module({ providers: [HomeQueries], exports: [HomeQueries] })
export class HomeModule {}
