import { Module } from '@nestjs/common';
import { OrganisationsModule } from '#libs/organisations';
import { AssuranceQueries } from './assurance.queries.ts';
import { AssuranceService } from './assurance.service.ts';

const ALL = [AssuranceQueries, AssuranceService];

@Module({ imports: [OrganisationsModule], providers: ALL, exports: ALL })
export class AssuranceModule {}
