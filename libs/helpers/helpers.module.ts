import { Module } from '@nestjs/common';
import { HelpersQueries } from './helpers.queries.ts';

@Module({ providers: [HelpersQueries], exports: [HelpersQueries] })
export class HelpersModule {}
