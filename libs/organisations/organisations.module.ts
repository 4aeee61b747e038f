import { Module } from '@nestjs/common';
import { CouncilPageViews } from './council-page-views.ts';
import { CouncilsQueries } from './councils.queries.ts';
import { OrganisationsQueries } from './organisations.queries.ts';
import { OrganisationsService } from './organisations.service.ts';
import { PosturesQueries } from './postures.queries.ts';
import { PosturesService } from './postures.service.ts';
import { PreElectionPeriods } from './pre-election.ts';
import { CouncilsImport } from './register/councils-import.ts';
import { SilentCouncils } from './silent-councils.queries.ts';
import { SimilarCouncils } from './similar-councils.queries.ts';
import { SpinOutsQueries } from './spin-outs.queries.ts';
import { SpinOutsService } from './spin-outs.service.ts';
import { WorkplacesQueries } from './workplaces/workplaces.queries.ts';
import { Workplaces } from './workplaces/workplaces.service.ts';

const ALL = [
  CouncilPageViews,
  CouncilsQueries,
  SpinOutsQueries,
  OrganisationsQueries,
  OrganisationsService,
  SpinOutsService,
  CouncilsImport,
  PosturesQueries,
  PosturesService,
  PreElectionPeriods,
  SilentCouncils,
  SimilarCouncils,
  Workplaces,
  WorkplacesQueries,
];

@Module({ providers: ALL, exports: ALL })
export class OrganisationsModule {}
