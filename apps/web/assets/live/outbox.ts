import { quietly } from './drafts.ts';

/** A reply that was sent off, until the server has it. */
export interface Sending {
  /** Under which the server knows it, however often it is sent. */
  readonly id: string;
  /** Who wrote it: it is never sent as somebody else. */
  readonly by: string;
  readonly body: string;
  /** What else the form says. */
  readonly fields: Readonly<Record<string, string | string[]>>;
}

export type SendingState =
  | { readonly is: 'sending' }
  /** For one before it, or for the connection. */
  | { readonly is: 'waiting'; readonly why: string }
  | { readonly is: 'refused'; readonly why: string };

export type Sent = { ok: true; number: number } | { ok: false; again: boolean; why: string };

interface Entry {
  readonly sending: Sending;
  state: SendingState;
}

const KEY = 'waymark-sending:';
const AGAIN_MS = 15_000;

/**
 * Replies on their way, in the order they were written: one after the other, each until it is acknowledged, under one id
 * so that it is posted once. What is on its way outlives the page.
 */
export class Outbox {
  private entries: Entry[] = [];
  private busy = false;
  private timer = 0;
  private readonly key: string;

  constructor(
    threadId: string,
    private readonly me: string,
    private readonly post: (sending: Sending) => Promise<Sent>,
    private readonly changed: (entries: readonly Readonly<Entry>[]) => void,
    /** It is posted; the line that says it is on its way goes when the page shows it. */
    private readonly posted: (sending: Sending, number: number) => Promise<void>,
  ) {
    this.key = KEY + threadId;
  }

  /** What an earlier page, or another one that is open, did not get through. */
  begin(): void {
    this.entries = this.kept()
      .filter(({ by }) => by === this.me)
      .map((sending) => ({ sending, state: { is: 'waiting', why: '' } }));
    this.changed(this.entries);
    void this.send();
    window.addEventListener('storage', ({ key }) => {
      if (key === this.key) this.dropThoseGone();
    });
  }

  add(sending: Sending): void {
    this.entries.push({ sending, state: { is: 'waiting', why: '' } });
    this.keep([...this.kept(), sending]);
    this.changed(this.entries);
    void this.send();
  }

  /** Tries again what could not be sent; of those that were refused, only the one that is named. */
  again(id?: string): void {
    const named = this.entries.find(({ sending, state }) => sending.id === id && state.is === 'refused');
    if (named) named.state = { is: 'waiting', why: '' };
    void this.send();
  }

  remove(id: string): void {
    this.entries = this.entries.filter(({ sending }) => sending.id !== id);
    this.keep(this.kept().filter((kept) => kept.id !== id));
    this.changed(this.entries);
  }

  private async send(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    clearTimeout(this.timer);
    try {
      for (let entry = this.next(); entry; entry = this.next()) {
        if (!(await this.sendOne(entry))) break;
      }
    } finally {
      this.busy = false;
    }
  }

  /** False: nothing gets through now, so those after it wait, too. */
  private async sendOne(entry: Entry): Promise<boolean> {
    const { sending } = entry;
    this.set(entry, { is: 'sending' });
    const sent = await this.post(sending);
    if (sent.ok) {
      this.keep(this.kept().filter(({ id }) => id !== sending.id));
      await this.posted(sending, sent.number);
      this.remove(sending.id);
      return true;
    }
    this.set(entry, { is: sent.again ? 'waiting' : 'refused', why: sent.why });
    if (sent.again) this.timer = window.setTimeout(() => void this.send(), AGAIN_MS);
    return !sent.again;
  }

  private next(): Entry | undefined {
    return this.entries.find(({ state }) => state.is === 'waiting');
  }

  private set(entry: Entry, state: SendingState): void {
    entry.state = state;
    this.changed(this.entries);
  }

  /** Another page of the same person got them through. */
  private dropThoseGone(): void {
    const kept = new Set(this.kept().map(({ id }) => id));
    this.entries = this.entries.filter(({ sending, state }) => state.is === 'sending' || kept.has(sending.id));
    this.changed(this.entries);
  }

  private kept(): Sending[] {
    const kept: unknown = quietly(() => JSON.parse(localStorage.getItem(this.key) ?? '[]'));
    return Array.isArray(kept) ? (kept as Sending[]) : [];
  }

  private keep(sendings: readonly Sending[]): void {
    quietly(() => {
      if (sendings.length === 0) localStorage.removeItem(this.key);
      else localStorage.setItem(this.key, JSON.stringify(sendings));
    });
  }
}
