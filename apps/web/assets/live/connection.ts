import { io, type Socket } from 'socket.io-client';
import { Refused } from './refused.ts';
import { Sequence, type ThreadEvent } from './sequence.ts';
import { type Standing } from './standing.ts';
import { type Status } from './status.ts';
import { type Trail } from './trail.ts';

type Ack =
  | { ok: true; lastSeq: number; events: ThreadEvent[] }
  | { ok: true; lastSeq: number; resync: true }
  | { ok: false; code: string };

const POLL_MS = 15_000;
const RETRY_MS = 1_000;

/**
 * Keeps the page up with the thread: by socket, by catching up after every gap, reconnect and wake-up, and by asking
 * every 15 seconds where no socket gets through.
 */
export class Connection {
  private readonly sequence: Sequence;
  private readonly socket: Socket;
  private ended = false;
  private work: Promise<void> = Promise.resolve();
  private own: string | null = null;

  constructor(
    private readonly threadId: string,
    lastSeq: number,
    private readonly trail: Trail,
    private readonly standing: Standing,
    private readonly status: Status,
  ) {
    this.sequence = new Sequence(lastSeq);
    this.socket = io({ transports: ['websocket', 'polling'], reconnectionDelayMax: 10_000, timeout: 10_000 });
    // Where a proxy swallows websockets, begin with what goes through it.
    this.socket.on('connect_error', () => {
      this.socket.io.opts.transports = ['polling', 'websocket'];
      this.status.set(navigator.onLine ? 'reconnecting' : 'offline');
    });
    this.socket.on('connect', () => void this.catchUp());
    this.socket.on('disconnect', () => {
      if (!this.ended) this.status.set(navigator.onLine ? 'reconnecting' : 'offline');
    });
    this.socket.on('thread:event', (event: ThreadEvent) => this.take([event]));
    this.socket.on('me:notification', ({ unread }: { unread: number }) => showUnread(unread));
    this.socket.on('session:ended', () => {
      this.ended = true;
      this.socket.disconnect();
      this.status.set('signed-out');
    });
    window.addEventListener('online', () => this.wake());
    window.addEventListener('offline', () => this.status.set('offline'));
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') this.wake();
    });
    setInterval(() => {
      if (!this.socket.connected && !this.ended) void this.poll();
    }, POLL_MS);
  }

  /** Own posts are not announced as news. */
  writesAs(personId: string): void {
    this.own = personId;
  }

  /** Asks for what is missing, by whichever way is open. */
  async catchUp(): Promise<void> {
    if (this.ended) return;
    if (!this.socket.connected) return this.poll();
    try {
      const ack = (await this.socket
        .timeout(10_000)
        .emitWithAck('thread:follow', { threadId: this.threadId, afterSeq: this.sequence.seq })) as Ack;
      if (!ack.ok) {
        this.status.set('signed-out');
        return;
      }
      this.status.set('live');
      if ('resync' in ack) this.resync(ack.lastSeq);
      else this.take(ack.events);
    } catch {
      this.status.set('reconnecting');
    }
  }

  private wake(): void {
    if (this.ended) return;
    if (this.socket.connected) void this.catchUp();
    else this.socket.connect();
  }

  private async poll(): Promise<void> {
    try {
      const answer = await fetch(`/api/v1/threads/${this.threadId}/events?afterSeq=${this.sequence.seq}`);
      if (!answer.ok) return;
      const { events } = (await answer.json()) as { events: ThreadEvent[] };
      this.take(events);
    } catch {
      this.status.set(navigator.onLine ? 'reconnecting' : 'offline');
    }
  }

  private resync(lastSeq: number): void {
    this.sequence.reset(lastSeq);
    this.enqueue(() => this.trail.reload());
    this.enqueue(() => this.standing.reload());
  }

  private take(events: readonly ThreadEvent[]): void {
    const { apply, gap } = this.sequence.take(events);
    if (apply.length > 0) {
      this.enqueue(() => this.trail.apply(apply, this.own));
      this.enqueue(() => this.standing.apply(apply));
    }
    if (gap) void this.catchUp();
  }

  /** One change of the page after the other, each until it is done: what was told once is not told again. */
  private enqueue(work: () => Promise<void>): void {
    this.work = this.work.then(() => this.untilDone(work));
  }

  private async untilDone(work: () => Promise<void>): Promise<void> {
    for (let tries = 1; !this.ended; tries += 1) {
      try {
        await work();
        if (tries > 1 && this.socket.connected) this.status.set('live');
        return;
      } catch (error) {
        if (error instanceof Refused) return this.status.set('signed-out');
        this.status.set(navigator.onLine ? 'reconnecting' : 'offline');
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
