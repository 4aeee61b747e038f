import { Module } from '@nestjs/common';
import { OrganisationsModule } from '#libs/organisations';
import { FactChallengesService } from './challenges.service.ts';
import { SpinOutFactsQueries } from './facts.queries.ts';
import { SpinOutFactsService } from './facts.service.ts';

const ALL = [SpinOutFactsQueries, SpinOutFactsService, FactChallengesService];

@Module({ imports: [OrganisationsModule], providers: ALL, exports: ALL })
export class SpinOutFactsModule {}
