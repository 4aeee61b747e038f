/** What happened in a thread, as a socket or GET …/events gives it. */
export interface ThreadEvent {
  threadId: string;
  seq: number;
  kind: string;
  post?: { id: string; number: number; author: { id: string | null; name: string; masked: boolean } };
}

/**
 * Which events to apply, so that each is applied once and in order, whatever way they come: twice, out of order, with a
 * gap. An event beyond a gap is not kept: the range that is asked for brings it again.
 */
export class Sequence {
  constructor(private reached: number) {}

  get seq(): number {
    return this.reached;
  }

  /** The events to apply now, in order; `gap` when something between is missing and has to be asked for. */
  take(events: readonly ThreadEvent[]): { apply: ThreadEvent[]; gap: boolean } {
    const apply: ThreadEvent[] = [];
    const waiting = [...events].sort((a, b) => a.seq - b.seq);
    for (const event of waiting) {
      if (event.seq <= this.reached) continue;
      if (event.seq > this.reached + 1) return { apply, gap: true };
      this.reached = event.seq;
      apply.push(event);
    }
    return { apply, gap: false };
  }

  /** The whole thread was loaded afresh, as it was at this seq. */
  reset(seq: number): void {
    this.reached = Math.max(this.reached, seq);
  }
}
