import { Module } from '@nestjs/common';
import { OrganisationsModule } from '#libs/organisations';
import { CouncilsController } from './councils.controller.ts';
import { OrganisationsController } from './organisations.controller.ts';
import { SpinOutsController } from './spin-outs.controller.ts';

@Module({
  imports: [OrganisationsModule],
  controllers: [CouncilsController, OrganisationsController, SpinOutsController],
})
export class OrganisationsApiModule {}
