import { type OnModuleInit } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  type OnGatewayInit,
  SubscribeMessage,
  WebSocketGateway,
  WebSocketServer,
} from '@nestjs/websockets';
import { DomainError } from '#libs/platform/errors';
import { CommittedEvents } from '#libs/platform/events';
import { Id, parseInput, Whole } from '#libs/platform/inputs';
import { log } from '#libs/platform/logging';
import {
  CATCH_UP_MAX,
  FollowersQueries,
  threadEventPayload,
  type ThreadEventRow,
  ThreadEventsQueries,
} from '#libs/threads';
import { OpenRights } from './open-rights.ts';
import { Presence } from './presence.ts';
import { drop, followedBy, leave, personRoomOf, roomOf, socketsIn, threadOf } from './rooms.ts';
import { isSlow, SocketLimits } from './socket-limits.ts';
import { AT_ONCE, type LiveServer, type LiveSocket, signInsOf, SocketSignIn, standingOf } from './socket-sign-in.ts';

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

const FOLLOWED_MAX = 50;
/** Of posts that are caught up on, in characters; who missed more loads the page again. */
const CATCH_UP_MAX_SIZE = 500_000;

/** Tells who follows a thread what has been committed to it. A socket never writes. */
@WebSocketGateway()
export class ThreadsGateway implements OnModuleInit, OnGatewayInit<LiveServer> {
  @WebSocketServer()
  private readonly server!: LiveServer;
  /** What each socket asks, one after the other: what it has not taken yet is known before it is given more. */
  private readonly turns = new WeakMap<LiveSocket, Promise<unknown>>();

  constructor(
    private readonly committed: CommittedEvents,
    private readonly queries: ThreadEventsQueries,
    private readonly followers: FollowersQueries,
    private readonly signIn: SocketSignIn,
    private readonly rights: OpenRights,
    private readonly presence: Presence,
    private readonly limits: SocketLimits,
  ) {}

  onModuleInit(): void {
    this.committed.hear((threadId, afterSeq) => this.tell(threadId, afterSeq));
  }

  afterInit(server: LiveServer): void {
    server.use((socket, next) => {
      this.begin(socket).then(
        (refused) => next(refused === null ? undefined : new Error(refused)),
        () => next(new Error('database.unavailable')),
      );
    });
    server.on('connection', (socket) => {
      const { data, handshake, conn } = socket;
      socket.use((_packet, next) => {
        if (this.limits.mayAsk(data.minute, data.signIn ?? { address: data.address ?? '' })) next();
        else socket.disconnect(true);
      });
      // The request that opened it is kept by nothing else: with its headers, it is a third of a socket's memory.
      Object.assign(handshake, { headers: {}, query: {}, auth: {} });
      (conn as { request: unknown }).request = null;
    });
    const { adapter } = server.sockets;
    adapter.on('join-room', (room: string) => this.inThread(room, (threadId) => this.presence.joined(threadId)));
    adapter.on('leave-room', (room: string) => this.inThread(room, (threadId) => this.presence.changed(threadId)));
    adapter.on('delete-room', (room: string) =>
      this.inThread(room, (threadId) => {
        this.presence.emptied(threadId);
        this.committed.unfollow(threadId);
      }),
    );
    this.rights.watch(server);
    this.presence.watch(server);
  }

  @SubscribeMessage('thread:follow')
  follow(@ConnectedSocket() socket: LiveSocket, @MessageBody() raw: unknown): Promise<Ack> {
    const parsed = parseInput(FollowMessage, raw);
    if (!parsed.ok) return Promise.resolve({ ok: false, code: 'input.invalid' });
    const turn = (this.turns.get(socket) ?? Promise.resolve()).then(() => this.catchUp(socket, parsed.input));
    this.turns.set(
      socket,
      turn.catch(() => undefined),
    );
    return turn;
  }

  private async catchUp(socket: LiveSocket, { threadId, afterSeq }: FollowMessage): Promise<Ack> {
    if (isSlow(socket)) drop(socket);
    if (!socket.connected) return { ok: false, code: 'realtime.failed' };
    const room = roomOf(threadId);
    if (!socket.rooms.has(room) && followedBy(socket).length >= FOLLOWED_MAX) {
      return { ok: false, code: 'realtime.too-many-threads' };
    }
    try {
      const reader = await this.signIn.readerNow(socket);
      await this.followers.lastSeq(reader, threadId); // May they? Throws if not.
      if (!socket.connected) return { ok: false, code: 'realtime.failed' };
      await socket.join(room); // From here nothing passes them by,
      const lastSeq = await this.followers.lastSeq(reader, threadId); // so only now ask how far it has come.
      if (socket.rooms.has(room)) this.committed.follow(threadId, lastSeq);
      if (afterSeq === undefined) return { ok: true, lastSeq, events: [] };
      if (afterSeq > lastSeq || lastSeq - afterSeq > CATCH_UP_MAX) return { ok: true, resync: true, lastSeq };
      const events =
        afterSeq === lastSeq ? [] : await this.queries.eventsAfter(reader, threadId, afterSeq, CATCH_UP_MAX);
      const reached = Math.max(lastSeq, events.at(-1)?.seq ?? 0);
      if (sizeOf(events) > CATCH_UP_MAX_SIZE) return { ok: true, resync: true, lastSeq: reached };
      return { ok: true, lastSeq: reached, events: events.map((event) => threadEventPayload(threadId, event)) };
    } catch (error) {
      await socket.leave(room);
      if (error instanceof DomainError) return { ok: false, code: error.code };
      log.error({ msg: 'follow failed', error });
      return { ok: false, code: 'realtime.failed' };
    }
  }

  @SubscribeMessage('thread:unfollow')
  async unfollow(@ConnectedSocket() socket: LiveSocket, @MessageBody() raw: unknown): Promise<Ack> {
    const parsed = parseInput(FollowMessage, raw);
    if (!parsed.ok) return { ok: false, code: 'input.invalid' };
    await socket.leave(roomOf(parsed.input.threadId));
    return { ok: true };
  }

  /** Only of a thread that is followed, by somebody who is signed in; anything else is let be. */
  @SubscribeMessage('thread:typing')
  async typing(@ConnectedSocket() socket: LiveSocket, @MessageBody() raw: unknown): Promise<void> {
    const parsed = parseInput(FollowMessage, raw);
    const { signIn } = socket.data;
    if (!parsed.ok || !signIn || !socket.rooms.has(roomOf(parsed.input.threadId))) return;
    this.presence.typing(parsed.input.threadId, signIn.personId);
  }

  /** Who it is, and that they have not too many already. Null: let in, else why not. */
  private async begin(socket: LiveSocket): Promise<string | null> {
    const data = await this.signIn.begin(socket);
    if (!data) return 'people.sign-in-needed';
    socket.data = data;
    if (!data.signIn) return null;
    const leaving = this.limits.enter(data.signIn.personId);
    if (!leaving) return 'realtime.too-many-connections';
    // Of the connection, which ends also where the socket is never let in.
    socket.conn.once('close', leaving);
    await socket.join(personRoomOf(data.signIn.personId));
    return null;
  }

  /**
   * Reads what happened after a seq and sends it to the room, with the rights that each reader has now; who has lost
   * them leaves the room. Everyone else is sent the same: what a moderator sees beyond it is on their page. Returns the
   * seq that was told, or null when nobody is left to tell.
   */
  private async tell(threadId: string, afterSeq: number): Promise<number | null> {
    const asked = socketsIn(this.server, roomOf(threadId)).slice(0, AT_ONCE);
    if (asked.length === 0) return null;
    const told = await this.queries.told(threadId, afterSeq, signInsOf(asked));
    const { visibleTo, events } = told;
    if (events.length === 0) return afterSeq;
    const sockets = socketsIn(this.server, roomOf(threadId));
    const standing = standingOf(asked, visibleTo, told.standing);
    const isAsked = new Set(asked);
    // Who came meanwhile, or is beyond what one statement asks.
    const others = sockets.filter((socket) => !isAsked.has(socket));
    if (others.length > 0) for (const one of await this.signIn.stillReading(others, visibleTo)) standing.add(one);
    for (const socket of sockets) {
      if (!standing.has(socket)) leave(socket, threadId);
      else if (isSlow(socket)) drop(socket);
    }
    for (const event of events) {
      this.server.local.to(roomOf(threadId)).emit('thread:event', threadEventPayload(threadId, event));
    }
    return events.at(-1)!.seq;
  }

  private inThread(room: string, then: (threadId: string) => void): void {
    const threadId = threadOf(room);
    if (threadId !== null) then(threadId);
  }
}

const sizeOf = (events: readonly ThreadEventRow[]): number =>
  events.reduce((sum, { post }) => sum + (post?.body?.length ?? 0) + (post?.bodyHtml?.length ?? 0), 0);
