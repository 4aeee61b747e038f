import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { CommittedEvents } from '#libs/platform/events';
import { log } from '#libs/platform/logging';
import { FollowersQueries } from '#libs/threads';
import { Presence } from './presence.ts';
import { followedBy, leave, personRoomOf, roomOf, socketsIn } from './rooms.ts';
import { AT_ONCE, type LiveServer, type LiveSocket, SocketSignIn } from './socket-sign-in.ts';

/** Rights that end by the clock are seen to within this; nothing is sent by them meanwhile. */
const REVIEW_MS = 15_000;

/**
 * Takes from open sockets what they may no longer do, at once and not at the next event: whose sign-in ended is told so
 * and cut off, and who may no longer read a thread leaves its room.
 */
@Injectable()
export class OpenRights implements OnModuleInit, OnApplicationShutdown {
  private server: LiveServer | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly committed: CommittedEvents,
    private readonly signIn: SocketSignIn,
    private readonly followers: FollowersQueries,
    private readonly presence: Presence,
  ) {}

  onModuleInit(): void {
    this.committed.hearAccess((subject) => this.changed(subject));
    this.timer = setInterval(() => {
      this.changed(null).catch((error: unknown) => log.warn({ msg: 'rights not reviewed', error }));
    }, REVIEW_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  watch(server: LiveServer): void {
    this.server = server;
  }

  private async changed(subject: string | null): Promise<void> {
    const { server } = this;
    if (!server) return;
    const [, threadId] = /^stream:(.*)$/.exec(subject ?? '') ?? [];
    if (threadId !== undefined) return this.review(socketsIn(server, roomOf(threadId)), (id) => id === threadId);
    const all = subject === null;
    const sockets = all ? [...server.sockets.sockets.values()] : socketsIn(server, personRoomOf(subject));
    await this.review(sockets);
    // They may want to be seen no longer.
    if (!all) for (const followed of new Set(sockets.flatMap(followedBy))) this.presence.changed(followed);
  }

  private async review(sockets: readonly LiveSocket[], asksFor = (_threadId: string): boolean => true): Promise<void> {
    if (sockets.length === 0) return;
    const standing = await this.signIn.stillReading(sockets, ['network', 'public']);
    for (const socket of sockets) {
      if (standing.has(socket)) continue;
      socket.emit('session:ended');
      socket.disconnect(true);
    }
    const open = [...standing].flatMap((socket) =>
      followedBy(socket)
        .filter(asksFor)
        .map((threadId) => ({ socket, threadId, personId: socket.data.signIn?.personId ?? null })),
    );
    for (let from = 0; from < open.length; from += AT_ONCE) {
      const some = open.slice(from, from + AT_ONCE);
      const mayRead = await this.followers.mayRead(some);
      some.forEach(({ socket, threadId }, n) => mayRead[n] || leave(socket, threadId));
    }
  }
}
