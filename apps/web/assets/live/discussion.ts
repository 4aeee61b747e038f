import { Sequence, type ThreadEvent } from './sequence.ts';

/** Posts to ask for: those with a number above `after`, so many numbers on. */
export interface Ask {
  readonly after: number;
  readonly limit: number;
  /** To find out how far the discussion goes by now. */
  readonly beyond?: true;
}

/** As many as the server gives at once. */
const PAGE = 100;

/** What happens to one post and changes no other. */
const OF_ONE_POST = new Set([
  'post-edited',
  'post-hidden',
  'post-restored',
  'post-deleted',
  'tried-changed',
  'marks-changed',
]);
/** What changes nothing among the posts. */
const OF_NO_POST = new Set(['thread-edited', 'duplicates-changed']);
/** What adds posts at the end; the event carries the last of them. */
const ADDING = new Set(['post-added', 'posts-received']);

/**
 * What a page has of a discussion and what it must ask for, so that it ends as a fresh load would, whatever way the
 * events come: twice, out of order, with a gap, while something is asked for. Knows no page and no network.
 *
 * Events say only that something changed; what it is now is asked for. What changes while it is being asked for is asked
 * for again.
 */
export class Discussion {
  private readonly sequence: Sequence;
  private readonly stale = new Set<number>();
  private known: number;
  private endUnknown = false;

  constructor(
    seq: number,
    /** The numbers on the page, from the first to the last. */
    readonly first: number,
    private reached: number,
    /** Whether the page goes to the end: then new posts belong to it. */
    readonly toTheEnd: boolean,
  ) {
    this.sequence = new Sequence(seq);
    this.known = reached;
  }

  get seq(): number {
    return this.sequence.seq;
  }

  get last(): number {
    return this.reached;
  }

  /** Takes what is next; `gap` when something between is missing and has to be asked for. */
  take(events: readonly ThreadEvent[]): { apply: readonly ThreadEvent[]; gap: boolean } {
    const { apply, gap } = this.sequence.take(events);
    for (const { kind, post } of apply) {
      if (ADDING.has(kind) && post) this.know(post.number);
      else if (OF_ONE_POST.has(kind) && post) this.mark(post.number);
      else if (!OF_NO_POST.has(kind)) this.markAll();
    }
    return { apply, gap };
  }

  /** The log no longer leads there: all is asked for again, and what was added is found by asking for more. */
  resync(seq: number): void {
    this.sequence.reset(seq);
    this.endUnknown = this.toTheEnd;
    this.markAll();
  }

  /** What to ask for next; null: nothing. Give it back by asked() or failed(). */
  next(): Ask | null {
    const from = Math.min(this.reached + 1, ...this.stale);
    const ask = from <= this.reached ? this.shownAgain(from) : this.more();
    if (ask) for (let n = 1; n <= ask.limit; n += 1) this.stale.delete(ask.after + n);
    // From here: what makes it unknown again, while the answer is on its way, is asked for again.
    if (ask?.beyond) this.endUnknown = false;
    return ask;
  }

  /** It is on the page now; `newest` is the last number that was answered, 0 for none. */
  asked({ after, limit, beyond }: Ask, newest: number): void {
    if (beyond) {
      this.endUnknown ||= newest > this.reached;
      this.know(newest);
      this.reached = Math.max(this.reached, newest);
    } else this.reached = Math.max(this.reached, after + limit);
  }

  failed({ after, limit, beyond }: Ask): void {
    if (beyond) this.endUnknown = true;
    for (let number = after + 1; number <= after + limit; number += 1) this.mark(number);
  }

  /** Where the page ends before the last post, what is added belongs to another page. */
  private know(number: number): void {
    if (this.toTheEnd) this.known = Math.max(this.known, number);
  }

  private shownAgain(from: number): Ask {
    let limit = 1;
    while (limit < PAGE && this.stale.has(from + limit)) limit += 1;
    return { after: from - 1, limit };
  }

  private more(): Ask | null {
    if (this.known <= this.reached) return this.endUnknown ? { after: this.reached, limit: PAGE, beyond: true } : null;
    return { after: this.reached, limit: Math.min(PAGE, this.known - this.reached) };
  }

  /** Also what is only being asked for: the answer may be from before. */
  private mark(number: number): void {
    if (number >= this.first && number <= Math.max(this.reached, this.known)) this.stale.add(number);
  }

  private markAll(): void {
    for (let number = this.first; number <= Math.max(this.reached, this.known); number += 1) this.stale.add(number);
  }
}
