import { Module } from '@nestjs/common';
import { ContractsQueries } from './contracts.queries.ts';
import { ContractsService } from './contracts.service.ts';
import { NoticesImport } from './notices/notices-import.ts';

const ALL = [ContractsQueries, ContractsService, NoticesImport];

@Module({ providers: ALL, exports: ALL })
export class ContractsModule {}
