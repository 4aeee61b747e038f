import { type DynamicModule, Module } from '@nestjs/common';
import { ContentModule } from '#libs/content';
import { ContractsModule } from '#libs/contracts';
import { DemoModule } from '#libs/demo';
import { ModerationModule } from '#libs/moderation';
import { NotificationsModule } from '#libs/notifications';
import { OrganisationsModule } from '#libs/organisations';
import { PeopleModule } from '#libs/people';
import { SearchModule } from '#libs/search';

@Module({
  imports: [
    ContentModule,
    ContractsModule,
    DemoModule,
    ModerationModule,
    NotificationsModule,
    OrganisationsModule,
    PeopleModule,
    SearchModule,
  ],
})
export class CliModule {
  static with(shared: DynamicModule[]): DynamicModule {
    return { module: CliModule, imports: shared };
  }
}
