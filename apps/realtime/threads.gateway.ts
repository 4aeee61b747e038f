import { type OnModuleInit } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  type OnGatewayInit,
  SubscribeMessage,
  WebSocketGateway,
  WebSocketServer,
} from '@nestjs/websockets';
import { type Server, type Socket } from 'socket.io';
import { ANONYMOUS, isSignedIn } from '#libs/people';
import { DomainError } from '#libs/platform/errors';
import { CommittedEvents } from '#libs/platform/events';
import { Id, parseInput, Whole } from '#libs/platform/inputs';
import { log } from '#libs/platform/logging';
import { threadEventPayload, ThreadsQueries } from '#libs/threads';
import { readerOf, SocketSignIn } from './socket-sign-in.ts';

class FollowMessage {
  @Id({ label: 'threadId' })
  readonly threadId!: string;

  @Whole({ label: 'afterSeq', min: 0, max: 2_147_483_647, optional: true })
  readonly afterSeq?: number;
}

type Ack =
  | { ok: true; lastSeq: number; events: unknown[] }
  | { ok: true; resync: true; lastSeq: number }
  | { ok: true }
  | { ok: false; code: string };

/** What one acknowledgement may hold; a longer absence is a fresh load. */
const CATCH_UP_MAX = 200;
const FOLLOWED_MAX = 50;
const MESSAGES_A_MINUTE = 120;

const roomOf = (threadId: string): string => `thread:${threadId}`;

/** Tells who follows a thread what has been committed to it. A socket never writes. */
@WebSocketGateway()
export class ThreadsGateway implements OnModuleInit, OnGatewayInit<Server> {
  @WebSocketServer()
  private readonly server!: Server;

  constructor(
    private readonly committed: CommittedEvents,
    private readonly queries: ThreadsQueries,
    private readonly signIn: SocketSignIn,
  ) {}

  onModuleInit(): void {
    this.committed.hear((threadId, afterSeq) => this.tell(threadId, afterSeq));
    this.committed.hearAccess((personId) => this.accessChanged(personId));
  }

  afterInit(server: Server): void {
    server.use((socket, next) => {
      this.signIn.readerFor(socket).then(
        (reader) => {
          if (!reader) return next(new Error('people.sign-in-needed'));
          (socket.data as { reader?: unknown }).reader = reader;
          if (isSignedIn(reader)) void socket.join(`person:${reader.personId}`);
          next();
        },
        () => next(new Error('database.unavailable')),
      );
    });
    server.on('connection', (socket) => limitMessages(socket));
  }

  @SubscribeMessage('thread:follow')
  async follow(@ConnectedSocket() socket: Socket, @MessageBody() raw: unknown): Promise<Ack> {
    const parsed = parseInput(FollowMessage, raw);
    if (!parsed.ok) return { ok: false, code: 'input.invalid' };
    const { threadId, afterSeq } = parsed.input;
    if (socket.rooms.size > FOLLOWED_MAX) return { ok: false, code: 'realtime.too-many-threads' };
    try {
      const reader = await this.signIn.readerNow(socket);
      await this.queries.head(reader, threadId); // May they? Throws if not.
      await socket.join(roomOf(threadId)); // From here nothing passes them by,
      const { lastSeq } = await this.queries.head(reader, threadId); // so only now ask how far it has come.
      this.committed.follow(threadId, lastSeq);
      if (afterSeq === undefined) return { ok: true, lastSeq, events: [] };
      if (afterSeq > lastSeq || lastSeq - afterSeq > CATCH_UP_MAX) return { ok: true, resync: true, lastSeq };
      const events =
        afterSeq === lastSeq ? [] : await this.queries.eventsAfter(reader, threadId, afterSeq, CATCH_UP_MAX);
      const reached = Math.max(lastSeq, events.at(-1)?.seq ?? 0);
      return { ok: true, lastSeq: reached, events: events.map((event) => threadEventPayload(threadId, event)) };
    } catch (error) {
      await socket.leave(roomOf(threadId));
      if (error instanceof DomainError) return { ok: false, code: error.code };
      log.error({ msg: 'follow failed', error });
      return { ok: false, code: 'realtime.failed' };
    }
  }

  @SubscribeMessage('thread:unfollow')
  async unfollow(@ConnectedSocket() socket: Socket, @MessageBody() raw: unknown): Promise<Ack> {
    const parsed = parseInput(FollowMessage, raw);
    if (!parsed.ok) return { ok: false, code: 'input.invalid' };
    await socket.leave(roomOf(parsed.input.threadId));
    return { ok: true };
  }

  /**
   * Reads what happened after a seq and sends it to the room, with the rights that each reader has now; who has lost
   * them leaves the room without a word. Everyone else is sent the same: what a moderator sees beyond it is on their
   * page. Returns the seq that was told, or null when nobody is left to tell.
   */
  private async tell(threadId: string, afterSeq: number): Promise<number | null> {
    const room = this.server.sockets.adapter.rooms.get(roomOf(threadId));
    if (!room || room.size === 0) return null;
    const [visibleTo, events] = await Promise.all([
      this.queries.visibleTo(threadId),
      this.queries.eventsAfter(ANONYMOUS_IN_ROOM, threadId, afterSeq, CATCH_UP_MAX),
    ]);
    if (events.length === 0) return afterSeq;
    const sockets = [...room].map((id) => this.server.sockets.sockets.get(id)).filter((socket) => socket !== undefined);
    const standing = await this.signIn.stillReading(sockets, visibleTo ?? []);
    for (const socket of sockets) if (!standing.has(socket)) void socket.leave(roomOf(threadId));
    for (const event of events) {
      this.server.local.to(roomOf(threadId)).emit('thread:event', threadEventPayload(threadId, event));
    }
    return events.at(-1)!.seq;
  }

  /** A session ended, a person was suspended, or joined or left something: at once, not at the next event. */
  private async accessChanged(personId: string | null): Promise<void> {
    const sockets = personId
      ? await this.server.local.in(`person:${personId}`).fetchSockets()
      : await this.server.local.fetchSockets();
    if (sockets.length === 0) return;
    const standing = await this.signIn.stillReading(sockets, ['network']);
    for (const socket of sockets) {
      if (!isSignedIn(readerOf(socket)) || standing.has(socket)) continue;
      socket.emit('session:ended');
      socket.disconnect(true);
    }
  }
}

/** What everyone in the room may see: citations that are open to all, and no hidden text. */
const ANONYMOUS_IN_ROOM = ANONYMOUS;

function limitMessages(socket: Socket): void {
  let sent = 0;
  const timer = setInterval(() => (sent = 0), 60_000).unref();
  socket.use((_packet, next) => {
    sent += 1;
    if (sent <= MESSAGES_A_MINUTE) return next();
    socket.disconnect(true);
  });
  socket.once('disconnect', () => clearInterval(timer));
}
