import { Module } from '@nestjs/common';
import { OrganisationsModule } from '#libs/organisations';
import { FactChallengesService } from './challenges.service.ts';
import { EntriesQueries } from './entries.queries.ts';
import { SpinOutFactsQueries } from './facts.queries.ts';
import { SpinOutFactsService } from './facts.service.ts';

const ALL = [EntriesQueries, SpinOutFactsQueries, SpinOutFactsService, FactChallengesService];

@Module({ imports: [OrganisationsModule], providers: ALL, exports: ALL })
export class SpinOutFactsModule {}
