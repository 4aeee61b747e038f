import { Module } from '@nestjs/common';
import { ContractsQueries } from './contracts.queries.ts';
import { ContractsService } from './contracts.service.ts';
import { AwardsQueries } from './notices/awards.queries.ts';
import { AwardsService } from './notices/awards.service.ts';
import { NoticesImport } from './notices/notices-import.ts';

const ALL = [ContractsQueries, ContractsService, NoticesImport, AwardsQueries, AwardsService];

@Module({ providers: ALL, exports: ALL })
export class ContractsModule {}
