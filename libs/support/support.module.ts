import { Module } from '@nestjs/common';
import { SupportQueries } from './support.queries.ts';
import { SupportService } from './support.service.ts';

const ALL = [SupportQueries, SupportService];

@Module({ providers: ALL, exports: ALL })
export class SupportModule {}
