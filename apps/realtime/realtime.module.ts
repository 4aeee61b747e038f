import { type DynamicModule, Module } from '@nestjs/common';
import { NotificationsModule } from '#libs/notifications';
import { PeopleModule } from '#libs/people';
import { CommittedEventsModule } from '#libs/platform/events';
import { ThreadsModule } from '#libs/threads';
import { NoticesGateway } from './notices.gateway.ts';
import { OpenRights } from './open-rights.ts';
import { Presence } from './presence.ts';
import { SocketLimits } from './socket-limits.ts';
import { SocketSignIn } from './socket-sign-in.ts';
import { ThreadsGateway } from './threads.gateway.ts';

@Module({
  imports: [CommittedEventsModule, NotificationsModule, PeopleModule, ThreadsModule],
  providers: [NoticesGateway, OpenRights, Presence, SocketLimits, SocketSignIn, ThreadsGateway],
})
export class RealtimeModule {
  static with(shared: DynamicModule[]): DynamicModule {
    return { module: RealtimeModule, imports: shared };
  }
}
