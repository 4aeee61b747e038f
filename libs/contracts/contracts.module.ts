import { Module } from '@nestjs/common';
import { ContractsQueries } from './contracts.queries.ts';
import { ContractsService } from './contracts.service.ts';

const ALL = [ContractsQueries, ContractsService];

@Module({ providers: ALL, exports: ALL })
export class ContractsModule {}
