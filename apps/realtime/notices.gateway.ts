import { type OnModuleInit } from '@nestjs/common';
import { WebSocketGateway, WebSocketServer } from '@nestjs/websockets';
import { type Server } from 'socket.io';
import { NotificationsQueries } from '#libs/notifications';
import { CommittedEvents } from '#libs/platform/events';

/** Tells a person's own open pages how many notices they have not read. */
@WebSocketGateway()
export class NoticesGateway implements OnModuleInit {
  @WebSocketServer()
  private readonly server!: Server;

  constructor(
    private readonly committed: CommittedEvents,
    private readonly notifications: NotificationsQueries,
  ) {}

  onModuleInit(): void {
    this.committed.hearNotices((personId) => this.tell(personId));
  }

  private async tell(personId: string): Promise<void> {
    const room = `person:${personId}`;
    if (!this.server.sockets.adapter.rooms.has(room)) return;
    this.server.local.to(room).emit('me:notification', await this.notifications.standing(personId));
  }
}
