import { type OnModuleInit } from '@nestjs/common';
import { WebSocketGateway, WebSocketServer } from '@nestjs/websockets';
import { NotificationsQueries } from '#libs/notifications';
import { CommittedEvents } from '#libs/platform/events';
import { drop, personRoomOf, socketsIn } from './rooms.ts';
import { isSlow } from './socket-limits.ts';
import { type LiveServer } from './socket-sign-in.ts';

/** Tells a person's own open pages how many notices they have not read. */
@WebSocketGateway()
export class NoticesGateway implements OnModuleInit {
  @WebSocketServer()
  private readonly server!: LiveServer;

  constructor(
    private readonly committed: CommittedEvents,
    private readonly notifications: NotificationsQueries,
  ) {}

  onModuleInit(): void {
    this.committed.hearNotices((personId) => this.tell(personId));
  }

  private async tell(personId: string): Promise<void> {
    const room = personRoomOf(personId);
    if (!this.server.sockets.adapter.rooms.has(room)) return;
    for (const socket of socketsIn(this.server, room)) if (isSlow(socket)) drop(socket);
    this.server.local.to(room).emit('me:notification', await this.notifications.standing(personId));
  }
}
