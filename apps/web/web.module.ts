import { type DynamicModule, Module } from '@nestjs/common';
import { AssuranceWebModule } from './assurance/assurance.web.module.ts';
import { CaseNotesWebModule } from './case-notes/case-notes.web.module.ts';
import { CirclesWebModule } from './circles/circles.web.module.ts';
import { ContractsWebModule } from './contracts/contracts.web.module.ts';
import { GuidanceWebModule } from './guidance/guidance.web.module.ts';
import { LawWebModule } from './law/law.web.module.ts';
import { HelpersWebModule } from './helpers/helpers.web.module.ts';
import { HomeWebModule } from './home/home.web.module.ts';
import { SignInModule } from '#libs/people';
import { InsightsWebModule } from './insights/insights.web.module.ts';
import { ModerationWebModule } from './moderation/moderation.web.module.ts';
import { OffersWebModule } from './offers/offers.web.module.ts';
import { OrganisationsWebModule } from './organisations/organisations.web.module.ts';
import { AboutWebModule } from './about/about.web.module.ts';
import { MailWebModule } from './mail/mail.web.module.ts';
import { NotificationsWebModule } from './notifications/notifications.web.module.ts';
import { PeersWebModule } from './peers/peers.web.module.ts';
import { PeopleWebModule } from './people/people.web.module.ts';
import { PledgesWebModule } from './pledges/pledges.web.module.ts';
import { PlannerWebModule } from './planner/planner.web.module.ts';
import { SearchWebModule } from './search/search.web.module.ts';
import { SettingsWebModule } from './settings/settings.web.module.ts';
import { SignInWebModule } from './sign-in/sign-in.web.module.ts';
import { TacticsWebModule } from './tactics/tactics.web.module.ts';
import { SkillsWebModule } from './skills/skills.web.module.ts';
import { SupportWebModule } from './support/support.web.module.ts';
import { ThreadsWebModule } from './threads/threads.web.module.ts';
import { WatchesWebModule } from './watches/watches.web.module.ts';

/** Each part of the site brings its own module; all of them share the strategies of SignInModule. */
@Module({
  imports: [
    AssuranceWebModule,
    CaseNotesWebModule,
    CirclesWebModule,
    ContractsWebModule,
    GuidanceWebModule,
    InsightsWebModule,
    ModerationWebModule,
    HelpersWebModule,
    HomeWebModule,
    LawWebModule,
    MailWebModule,
    OffersWebModule,
    OrganisationsWebModule,
    SignInModule,
    AboutWebModule,
    NotificationsWebModule,
    PeersWebModule,
    PeopleWebModule,
    PledgesWebModule,
    PlannerWebModule,
    SearchWebModule,
    SettingsWebModule,
    SignInWebModule,
    SkillsWebModule,
    SupportWebModule,
    TacticsWebModule,
    ThreadsWebModule,
    WatchesWebModule,
  ],
})
export class WebModule {
  static with(shared: DynamicModule[]): DynamicModule {
    return { module: WebModule, imports: shared };
  }
}
