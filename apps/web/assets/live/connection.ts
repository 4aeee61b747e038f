import { io, type Socket } from 'socket.io-client';
import { Refused } from './refused.ts';
import { type ThreadEvent } from './sequence.ts';
import { type Standing } from './standing.ts';
import { type State, type Status } from './status.ts';
import { type Trail } from './trail.ts';

type Ack =
  | { ok: true; lastSeq: number; events: ThreadEvent[] }
  | { ok: true; lastSeq: number; resync: true }
  | { ok: false; code: string };

interface Polled {
  lastSeq: number;
  resync?: true;
  events: ThreadEvent[];
}

export interface Present {
  people: number;
  typing: string[];
}

const POLL_MS = 15_000;
const RETRY_MS = 1_000;
const ANSWER_MS = 10_000;
/** A timer that comes so late was asleep with the machine. */
const ASLEEP_MS = 2 * POLL_MS;
/** After these no trying again helps. */
const OVER: Readonly<Record<string, State>> = {
  'people.sign-in-needed': 'signed-out',
  'threads.thread-not-found': 'gone',
};

/**
 * Keeps the page up with the thread: by socket, by catching up after every gap, reconnect and wake-up, and by asking
 * every 15 seconds where no socket gets through.
 */
export class Connection {
  private readonly socket: Socket;
  private ended = false;
  private work: Promise<void> = Promise.resolve();
  private asking: Promise<void> | null = null;
  private askAgain = false;
  private awakeAt = Date.now();
  private readonly whenBack: (() => void)[] = [];

  constructor(
    private readonly threadId: string,
    private readonly trail: Trail,
    private readonly standing: Standing,
    private readonly status: Status,
    onPresence: (present: Present) => void,
  ) {
    this.socket = io({ transports: ['websocket', 'polling'], reconnectionDelayMax: 10_000, timeout: 10_000 });
    this.socket.on('connect_error', () => this.notConnected());
    this.socket.on('connect', () => this.back());
    this.socket.on('disconnect', () => {
      this.trouble();
      // Cut off by the server: it does not try again by itself.
      if (!this.socket.active && !this.ended) setTimeout(() => this.socket.connect(), POLL_MS);
    });
    this.socket.on('thread:event', (event: ThreadEvent) => this.take([event]));
    this.socket.on('thread:left', () => void this.catchUp());
    this.socket.on('thread:presence', onPresence);
    this.socket.on('me:notification', ({ unread }: { unread: number }) => showUnread(unread));
    this.socket.on('session:ended', () => this.end('signed-out'));
    window.addEventListener('online', () => this.wake());
    window.addEventListener('offline', () => this.trouble());
    window.addEventListener('pageshow', ({ persisted }) => persisted && this.wake());
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') this.wake();
    });
    setInterval(() => this.tick(), POLL_MS);
  }

  /** Called whenever the server can be reached again. */
  onBack(then: () => void): void {
    this.whenBack.push(then);
  }

  /** A reply is being written. Of no weight: it is lost where nothing is connected. */
  typing(): void {
    if (this.socket.connected) this.socket.volatile.emit('thread:typing', { threadId: this.threadId });
  }

  /** Asks for what is missing, by whichever way is open; resolves when the page shows it. */
  async catchUp(): Promise<void> {
    if (this.asking) this.askAgain = true;
    else {
      this.asking = this.ask().finally(() => {
        this.asking = null;
        if (this.askAgain) void this.catchUp();
      });
    }
    await this.asking;
    await this.work;
  }

  private async ask(): Promise<void> {
    this.askAgain = false;
    if (this.ended) return;
    if (!this.socket.connected) return this.poll();
    try {
      const ack = (await this.socket
        .timeout(ANSWER_MS)
        .emitWithAck('thread:follow', { threadId: this.threadId, afterSeq: this.trail.seq })) as Ack;
      if (!ack.ok) return this.refused(ack.code);
      this.status.set('live');
      if ('resync' in ack) this.resync(ack.lastSeq);
      else this.take(ack.events);
    } catch {
      // It said that it was connected, and was not: a machine that slept, a network that changed.
      this.trouble();
      this.socket.disconnect().connect();
    }
  }

  private async poll(): Promise<void> {
    try {
      const answer = await fetch(`/api/v1/threads/${this.threadId}/events?afterSeq=${this.trail.seq}`);
      if (answer.status === 401 || answer.status === 404)
        return this.end(answer.status === 401 ? 'signed-out' : 'gone');
      if (!answer.ok) return this.trouble();
      const { events, resync, lastSeq } = (await answer.json()) as Polled;
      if (!this.socket.connected) this.status.set('slow');
      if (resync) this.resync(lastSeq);
      else this.take(events);
      this.tellBack();
    } catch {
      this.trouble();
    }
  }

  private notConnected(): void {
    if (this.ended) return;
    // Where a proxy swallows websockets, begin with what goes through it.
    this.socket.io.opts.transports = ['polling', 'websocket'];
    // Refused and not cut off: then it does not try again by itself.
    if (!this.socket.active) setTimeout(() => this.socket.connect(), POLL_MS);
    if (this.status.current === 'slow') return;
    this.trouble();
    void this.catchUp();
  }

  private back(): void {
    void this.catchUp();
    this.tellBack();
  }

  private tellBack(): void {
    for (const then of this.whenBack) then();
  }

  private refused(code: string): void {
    const over = OVER[code];
    if (over) return this.end(over);
    this.trouble();
    setTimeout(() => void this.catchUp(), 5 * RETRY_MS);
  }

  private end(state: State): void {
    this.ended = true;
    this.socket.disconnect();
    this.status.set(state);
  }

  private trouble(): void {
    if (!this.ended) this.status.set(navigator.onLine ? 'reconnecting' : 'offline');
  }

  private wake(): void {
    this.awakeAt = Date.now();
    if (this.ended) return;
    if (!this.socket.connected) this.socket.connect();
    void this.catchUp();
  }

  private tick(): void {
    const slept = Date.now() - this.awakeAt > ASLEEP_MS;
    this.awakeAt = Date.now();
    if (this.ended || document.visibilityState === 'hidden') return;
    if (slept) this.wake();
    else if (!this.socket.connected) void this.catchUp();
  }

  private resync(lastSeq: number): void {
    this.trail.resync(lastSeq);
    this.show(() => this.standing.reload());
  }

  private take(events: readonly ThreadEvent[]): void {
    const { apply, gap } = this.trail.take(events);
    if (apply.length > 0) this.show(() => this.standing.apply(apply));
    if (gap) void this.catchUp();
  }

  /** One change of the page after the other, each until it is done: what was told once is not told again. */
  private show(standing: () => Promise<void>): void {
    this.work = this.work.then(() => this.untilDone(() => this.trail.work())).then(() => this.untilDone(standing));
  }

  private async untilDone(work: () => Promise<void>): Promise<void> {
    for (let tries = 1; !this.ended; tries += 1) {
      try {
        await work();
        if (tries > 1 && this.socket.connected) this.status.set('live');
        return;
      } catch (error) {
        if (error instanceof Refused) return this.end(error.status === 401 ? 'signed-out' : 'gone');
        this.trouble();
        await new Promise((resolve) => setTimeout(resolve, Math.min(tries, 5) * RETRY_MS));
      }
    }
  }
}

/** The count beside "Inbox" in the masthead. */
function showUnread(unread: number): void {
  const inbox = document.querySelector<HTMLElement>('.wm-me a[href="/notifications"]');
  if (!inbox) return;
  const count = document.createElement('span');
  count.className = 'wm-count';
  count.textContent = unread > 99 ? '99+' : String(unread);
  const words = document.createElement('span');
  words.className = 'govuk-visually-hidden';
  words.textContent = ' unread';
  inbox.replaceChildren('Inbox', ...(unread > 0 ? [count, words] : []));
}
