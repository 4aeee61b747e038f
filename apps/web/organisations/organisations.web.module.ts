import { Module } from '@nestjs/common';
import { OrganisationsModule } from '#libs/organisations';
import { ColleaguesPageController } from './colleagues.page.ts';
import { CouncilsPageController } from './councils.page.ts';
import { EntriesPageController } from './entries.page.ts';
import { OrganisationsPageController } from './organisations.page.ts';
import { SpinOutFactsModule } from '#libs/spin-out-facts';
import { SpinOutFactsPageController } from './spin-out-facts.page.ts';
import { SpinOutFormsPageController } from './spin-out-forms.page.ts';
import { SpinOutsPageController } from './spin-outs.page.ts';

@Module({
  imports: [OrganisationsModule, SpinOutFactsModule],
  controllers: [
    ColleaguesPageController,
    CouncilsPageController,
    OrganisationsPageController,
    SpinOutsPageController,
    SpinOutFactsPageController,
    EntriesPageController,
    SpinOutFormsPageController,
  ],
})
export class OrganisationsWebModule {}
