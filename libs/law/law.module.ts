import { Module } from '@nestjs/common';
import { LawQueries } from './law.queries.ts';
import { LawService } from './law.service.ts';
import { ReservedContractCheck } from './reserved-contract-check.ts';

const ALL = [LawQueries, LawService, ReservedContractCheck];

@Module({ providers: ALL, exports: ALL })
export class LawModule {}
