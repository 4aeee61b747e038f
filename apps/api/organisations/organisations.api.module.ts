import { Module } from '@nestjs/common';
import { OrganisationsModule } from '#libs/organisations';
import { VerificationModule } from '#libs/verification';
import { CouncilsController } from './councils.controller.ts';
import { EntriesController } from './entries.controller.ts';
import { OrganisationsController } from './organisations.controller.ts';
import { SpinOutFactsModule } from '#libs/spin-out-facts';
import { FACT_KIND_CONTROLLERS } from './spin-out-fact-kinds.controllers.ts';
import { FactChallengesController, SpinOutFactsController } from './spin-out-facts.controller.ts';
import { SpinOutsController } from './spin-outs.controller.ts';
import { WorkplacesController } from './workplaces.controller.ts';

@Module({
  imports: [OrganisationsModule, SpinOutFactsModule, VerificationModule],
  controllers: [
    CouncilsController,
    OrganisationsController,
    WorkplacesController,
    SpinOutsController,
    SpinOutFactsController,
    EntriesController,
    FactChallengesController,
    ...FACT_KIND_CONTROLLERS,
  ],
})
export class OrganisationsApiModule {}
