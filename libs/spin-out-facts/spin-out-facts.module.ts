import { Module } from '@nestjs/common';
import { OrganisationsModule } from '#libs/organisations';
import { FactChallengesService } from './challenges.service.ts';
import { EntriesQueries } from './entries.queries.ts';
import { SpinOutFactsQueries } from './facts.queries.ts';
import { IndependenceQueries } from './independence.queries.ts';
import { SpinOutFactsService } from './facts.service.ts';

const ALL = [EntriesQueries, IndependenceQueries, SpinOutFactsQueries, SpinOutFactsService, FactChallengesService];

@Module({ imports: [OrganisationsModule], providers: ALL, exports: ALL })
export class SpinOutFactsModule {}
