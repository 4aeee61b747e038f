import { randomUUID } from 'node:crypto';
import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { firstNameOf } from '#libs/people';
import { CommittedEvents, Murmurs } from '#libs/platform/events';
import { log } from '#libs/platform/logging';
import { FollowersQueries } from '#libs/threads';
import { roomOf, socketsIn } from './rooms.ts';
import { isBehind } from './socket-limits.ts';
import { type LiveServer } from './socket-sign-in.ts';

const TYPES_FOR_MS = 6_000;
/** At most one message a second for a thread, and of a large room no more than a hundredth of the time. */
const PAUSE_MS = 1_000;
const PAUSE_A_SOCKET_MS = 10;
const COUNTED_MAX = 50;
const NAMED_MAX = 3;
const HERE_MS = 15_000;
const GONE_MS = 40_000;
/** To who has just begun, all is told again within this: not in one burst. */
const AGAIN_MS = 5_000;

type Typist = readonly [personId: string, name: string];

/** What one process knows of a thread: who has it open, and who of them writes. */
interface Said {
  readonly people: readonly string[];
  readonly typing: readonly Typist[];
}

interface Open {
  /** When each was last heard to type. */
  readonly typed: Map<string, number>;
  readonly others: Map<string, Said>;
  timer: NodeJS.Timeout | undefined;
  /** When the timer is to go off. */
  dueAt: number;
  saidAt: number;
  /** What was sent last, to the sockets and to the other processes: the same is not sent again. */
  shown: string;
  told: string;
}

type Murmur = { readonly node: string } & (
  | { readonly here: true }
  /** It has just begun to listen, and knows nothing of the others. */
  | { readonly hello: true }
  | { readonly gone: true }
  | ({ readonly threadId: string } & Said)
);

const NOBODY: Said = { people: [], typing: [] };

/**
 * Who has a thread open and who of them writes: volatile, bounded, stored nowhere. Nobody is counted or named who may
 * not be seen there by their own name.
 */
@Injectable()
export class Presence implements OnModuleInit, OnApplicationShutdown {
  private readonly node = randomUUID().slice(0, 8);
  private readonly open = new Map<string, Open>();
  /** The other processes, and when each was last heard. */
  private readonly nodes = new Map<string, number>();
  private server: LiveServer | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly committed: CommittedEvents,
    private readonly murmurs: Murmurs,
    private readonly followers: FollowersQueries,
  ) {}

  onModuleInit(): void {
    this.committed.hearMurmurs((payload) => {
      if (payload === null) void this.say({ node: this.node, hello: true });
      else this.hear(JSON.parse(payload) as Murmur);
    });
    this.timer = setInterval(() => this.beat(), HERE_MS).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    for (const { timer } of this.open.values()) clearTimeout(timer);
    this.open.clear();
    if (this.nodes.size > 0) await this.say({ node: this.node, gone: true });
  }

  watch(server: LiveServer): void {
    this.server = server;
  }

  joined(threadId: string): void {
    const thread = this.open.get(threadId) ?? newOpen();
    this.open.set(threadId, thread);
    // Who has just come knows nothing yet, also where nothing changed for the others.
    thread.shown = '';
    this.soon(threadId, thread);
  }

  /** Somebody has left it, or may be shown no longer, or again. */
  changed(threadId: string): void {
    const thread = this.open.get(threadId);
    if (thread) this.soon(threadId, thread);
  }

  typing(threadId: string, personId: string): void {
    const thread = this.open.get(threadId);
    if (!thread) return;
    thread.typed.set(personId, Date.now());
    this.soon(threadId, thread);
  }

  /** Nobody has it open here any more. */
  emptied(threadId: string): void {
    const thread = this.open.get(threadId);
    if (!thread) return;
    clearTimeout(thread.timer);
    this.open.delete(threadId);
    if (thread.told !== '' && this.nodes.size > 0) void this.say({ node: this.node, threadId, ...NOBODY });
  }

  private soon(threadId: string, thread: Open, inMs = 100): void {
    const size = this.server?.sockets.adapter.rooms.get(roomOf(threadId))?.size ?? 0;
    const dueAt = Math.max(Date.now() + inMs, thread.saidAt + Math.max(PAUSE_MS, size * PAUSE_A_SOCKET_MS));
    if (thread.timer && thread.dueAt <= dueAt) return;
    clearTimeout(thread.timer);
    thread.dueAt = dueAt;
    thread.timer = setTimeout(() => {
      thread.timer = undefined;
      this.show(threadId, thread).catch((error: unknown) => log.debug({ msg: 'presence not shown', error }));
    }, dueAt - Date.now()).unref();
  }

  private async show(threadId: string, thread: Open): Promise<void> {
    thread.saidAt = Date.now();
    const here = await this.here(threadId, thread);
    if (this.open.get(threadId) !== thread) return;
    this.tellOthers(threadId, thread, here);
    const all = [here, ...thread.others.values()];
    const people = new Set(all.flatMap((said) => said.people));
    const typing = new Map(all.flatMap((said) => said.typing));
    const shown = JSON.stringify([people.size, [...typing]]);
    if (shown !== thread.shown) {
      thread.shown = shown;
      this.send(threadId, Math.min(people.size, COUNTED_MAX), typing);
    }
    if (thread.typed.size > 0) this.soon(threadId, thread, TYPES_FOR_MS);
  }

  /** Each is told of the others who write, not of themselves. */
  private send(threadId: string, people: number, typing: ReadonlyMap<string, string>): void {
    const payload = (but: string | null) => ({
      threadId,
      people,
      typing: [...typing]
        .filter(([id]) => id !== but)
        .slice(0, NAMED_MAX)
        .map(([, name]) => name),
    });
    const forAll = payload(null);
    for (const socket of socketsIn(this.server!, roomOf(threadId))) {
      const { signIn } = socket.data;
      if (!signIn || isBehind(socket)) continue;
      socket.emit('thread:presence', typing.has(signIn.personId) ? payload(signIn.personId) : forAll);
    }
  }

  /** Those of this process who may be shown, asked for anew each time. */
  private async here(threadId: string, { typed }: Open): Promise<Said> {
    const oldest = Date.now() - TYPES_FOR_MS;
    for (const [id, at] of typed) if (at <= oldest) typed.delete(id);
    const here = socketsIn(this.server!, roomOf(threadId)).flatMap(({ data }) => data.signIn?.personId ?? []);
    const ids = [...new Set([...[...typed.keys()].filter((id) => here.includes(id)), ...here])].slice(0, COUNTED_MAX);
    const shown = ids.length === 0 ? [] : await this.followers.shown(threadId, ids);
    const typing = shown.filter(({ id }) => typed.has(id)).slice(0, NAMED_MAX + 1);
    return {
      people: shown.map(({ id }) => id),
      typing: typing.map(({ id, name }) => [id, firstNameOf(name)] as const),
    };
  }

  private tellOthers(threadId: string, thread: Open, said: Said): void {
    if (this.nodes.size === 0) return;
    const told = JSON.stringify(said);
    if (told === thread.told) return;
    thread.told = told;
    void this.say({ node: this.node, threadId, ...said });
  }

  private hear(murmur: Murmur): void {
    if (murmur.node === this.node) return;
    if ('gone' in murmur) return this.lost(murmur.node);
    this.nodes.set(murmur.node, Date.now());
    if ('hello' in murmur) return this.greet(murmur.node);
    if ('here' in murmur) return;
    const thread = this.open.get(murmur.threadId);
    if (!thread) return;
    // Who is heard of here for the first time does not know of ours yet.
    if (!thread.others.has(murmur.node)) thread.told = '';
    thread.others.set(murmur.node, murmur);
    this.soon(murmur.threadId, thread);
  }

  private greet(node: string): void {
    void this.say({ node: this.node, here: true });
    for (const [threadId, thread] of this.open) {
      thread.others.delete(node);
      thread.told = '';
      this.soon(threadId, thread, Math.random() * AGAIN_MS);
    }
  }

  private beat(): void {
    void this.say({ node: this.node, here: true });
    for (const [node, at] of this.nodes) if (at < Date.now() - GONE_MS) this.lost(node);
  }

  private lost(node: string): void {
    this.nodes.delete(node);
    for (const [threadId, thread] of this.open) if (thread.others.delete(node)) this.soon(threadId, thread);
  }

  private say(murmur: Murmur): Promise<void> {
    return this.murmurs.say(JSON.stringify(murmur));
  }
}

const newOpen = (): Open => ({
  typed: new Map(),
  others: new Map(),
  timer: undefined,
  dueAt: 0,
  saidAt: 0,
  shown: '',
  told: '',
});
