import { type DynamicModule, Module } from '@nestjs/common';
import { NotificationsModule } from '#libs/notifications';
import { PeopleModule } from '#libs/people';
import { CommittedEventsModule } from '#libs/platform/events';
import { ThreadsModule } from '#libs/threads';
import { SocketSignIn } from './socket-sign-in.ts';
import { NoticesGateway } from './notices.gateway.ts';
import { ThreadsGateway } from './threads.gateway.ts';

@Module({
  imports: [CommittedEventsModule, NotificationsModule, PeopleModule, ThreadsModule],
  providers: [NoticesGateway, ThreadsGateway, SocketSignIn],
})
export class RealtimeModule {
  static with(shared: DynamicModule[]): DynamicModule {
    return { module: RealtimeModule, imports: shared };
  }
}
