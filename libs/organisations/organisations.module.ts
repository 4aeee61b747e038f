import { Module } from '@nestjs/common';
import { CouncilsQueries } from './councils.queries.ts';
import { OrganisationsQueries } from './organisations.queries.ts';
import { OrganisationsService } from './organisations.service.ts';
import { CouncilsImport } from './register/councils-import.ts';
import { SpinOutsQueries } from './spin-outs.queries.ts';
import { SpinOutsService } from './spin-outs.service.ts';

const ALL = [
  CouncilsQueries,
  SpinOutsQueries,
  OrganisationsQueries,
  OrganisationsService,
  SpinOutsService,
  CouncilsImport,
];

@Module({ providers: ALL, exports: ALL })
export class OrganisationsModule {}
