import { Module } from '@nestjs/common';
import { OrganisationsModule } from '#libs/organisations';
import { CouncilsPageController } from './councils.page.ts';
import { OrganisationsPageController } from './organisations.page.ts';
import { SpinOutsPageController } from './spin-outs.page.ts';

@Module({
  imports: [OrganisationsModule],
  controllers: [CouncilsPageController, OrganisationsPageController, SpinOutsPageController],
})
export class OrganisationsWebModule {}
