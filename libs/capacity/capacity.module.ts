import { Module } from '@nestjs/common';
import { CapacityQueries } from './capacity.queries.ts';
import { CapacityService } from './capacity.service.ts';

const ALL = [CapacityQueries, CapacityService];

@Module({ providers: ALL, exports: ALL })
export class CapacityModule {}
