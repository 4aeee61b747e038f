import { type DynamicModule, Module } from '@nestjs/common';
import { SignInModule } from '#libs/people';
import { AssuranceApiModule } from './assurance/assurance.api.module.ts';
import { CapacityApiModule } from './capacity/capacity.api.module.ts';
import { CaseNotesApiModule } from './case-notes/case-notes.api.module.ts';
import { CirclesApiModule } from './circles/circles.api.module.ts';
import { ContractsApiModule } from './contracts/contracts.api.module.ts';
import { GuidanceApiModule } from './guidance/guidance.api.module.ts';
import { HelpersApiModule } from './helpers/helpers.api.module.ts';
import { LawApiModule } from './law/law.api.module.ts';
import { OffersApiModule } from './offers/offers.api.module.ts';
import { OrganisationsApiModule } from './organisations/organisations.api.module.ts';
import { InsightsApiModule } from './insights/insights.api.module.ts';
import { ModerationApiModule } from './moderation/moderation.api.module.ts';
import { PeersApiModule } from './peers/peers.api.module.ts';
import { PeopleApiModule } from './people/people.api.module.ts';
import { PledgesApiModule } from './pledges/pledges.api.module.ts';
import { SearchApiModule } from './search/search.api.module.ts';
import { SkillsApiModule } from './skills/skills.api.module.ts';
import { SupportApiModule } from './support/support.api.module.ts';
import { TacticsApiModule } from './tactics/tactics.api.module.ts';
import { WatchesApiModule } from './watches/watches.controller.ts';
import { ThreadsApiModule } from './threads/threads.api.module.ts';

/** Each part of the API brings its own module; all of them share the strategies of SignInModule. */
@Module({
  imports: [
    AssuranceApiModule,
    CapacityApiModule,
    CaseNotesApiModule,
    CirclesApiModule,
    ContractsApiModule,
    GuidanceApiModule,
    HelpersApiModule,
    LawApiModule,
    InsightsApiModule,
    ModerationApiModule,
    OffersApiModule,
    OrganisationsApiModule,
    SignInModule,
    PeersApiModule,
    PeopleApiModule,
    PledgesApiModule,
    SearchApiModule,
    SkillsApiModule,
    SupportApiModule,
    WatchesApiModule,
    TacticsApiModule,
    ThreadsApiModule,
  ],
})
export class ApiModule {
  static with(shared: DynamicModule[]): DynamicModule {
    return { module: ApiModule, imports: shared };
  }
}
