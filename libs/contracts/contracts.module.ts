import { Module } from '@nestjs/common';
import { NotificationsModule } from '#libs/notifications';
import { ContractsQueries } from './contracts.queries.ts';
import { ContractsService } from './contracts.service.ts';
import { AwardsQueries } from './notices/awards.queries.ts';
import { AwardsService } from './notices/awards.service.ts';
import { WatchesService } from './watches.service.ts';
import { NoticesImport } from './notices/notices-import.ts';

const ALL = [ContractsQueries, ContractsService, NoticesImport, AwardsQueries, AwardsService, WatchesService];

@Module({ imports: [NotificationsModule], providers: ALL, exports: ALL })
export class ContractsModule {}
