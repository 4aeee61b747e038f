import fc from 'fast-check';
import { type Ask, Discussion } from './discussion.ts';
import { type ThreadEvent } from './sequence.ts';

const KINDS = [
  'post-added',
  'post-edited',
  'post-hidden',
  'answer-accepted',
  'thread-edited',
  'posts-moved',
  'posts-received',
] as const;

/** A thread as the server keeps it: what each post is now, by the seq that last changed it. */
class Thread {
  readonly log: ThreadEvent[] = [];
  readonly posts = new Map<number, number>();
  private count = 0;

  happen(kind: (typeof KINDS)[number], at: number): void {
    const seq = this.log.length + 1;
    const isNew = kind === 'post-added' || kind === 'posts-received' || this.count === 0;
    const before = this.count;
    if (isNew) this.count += kind === 'posts-received' ? 1 + (at % 4) : 1;
    for (let place = before + 1; place <= this.count; place += 1) this.posts.set(place, seq);
    const number = isNew ? this.count : 1 + (at % this.count);
    // Moved to another discussion: several at once, and their places stay. No post is named.
    for (const place of this.posts.keys()) {
      if (kind === 'posts-moved' && !isNew && place % 3 === at % 3) this.posts.set(place, seq);
    }
    if (!isNew && kind !== 'thread-edited' && kind !== 'posts-moved') this.posts.set(number, seq);
    const post = { id: `p${number}`, number, author: { id: 'a', name: 'Dee', masked: false } };
    const shown = kind === 'posts-moved' && !isNew ? {} : { post };
    this.log.push({ threadId: 't', seq, kind: isNew && kind !== 'posts-received' ? 'post-added' : kind, ...shown });
  }

  get postCount(): number {
    return this.count;
  }

  /** As a fresh load of the page would show it. */
  page(first: number, last: number): Map<number, number> {
    return new Map(
      [...this.posts].filter(([number]) => number >= first && number <= last).toSorted((a, b) => a[0] - b[0]),
    );
  }
}

/** A page without a browser: it asks when it is told to, and an answer may come late or not at all. */
class Page {
  readonly shown: Map<number, number>;
  readonly discussion: Discussion;
  private under: { ask: Ask; answer: Map<number, number> } | null = null;

  constructor(
    private readonly thread: Thread,
    first: number,
    last: number,
  ) {
    const toTheEnd = last >= thread.postCount;
    this.shown = thread.page(first, last);
    this.discussion = new Discussion(thread.log.length, first, Math.min(last, thread.postCount), toTheEnd);
  }

  begin(): boolean {
    if (this.under) return false;
    const ask = this.discussion.next();
    if (!ask) return false;
    this.under = { ask, answer: this.thread.page(ask.after + 1, ask.after + ask.limit) };
    return true;
  }

  end(lost: boolean): void {
    if (!this.under) return;
    const { ask, answer } = this.under;
    this.under = null;
    if (lost) return this.discussion.failed(ask);
    for (let n = ask.after + 1; n <= ask.after + ask.limit; n += 1) {
      const seq = answer.get(n);
      if (seq === undefined) this.shown.delete(n);
      else this.shown.set(n, seq);
    }
    this.discussion.asked(ask, Math.max(0, ...answer.keys()));
  }

  /** Whether that left a gap. */
  catchUp(): boolean {
    const { gap } = this.discussion.take(this.thread.log.slice(this.discussion.seq));
    this.end(false);
    while (this.begin()) this.end(false);
    return gap;
  }
}

const step = fc.oneof(
  fc.record({ do: fc.constant('happen' as const), kind: fc.constantFrom(...KINDS), at: fc.nat(50) }),
  // Any events, in any order, also again: what a socket may bring.
  fc.record({ do: fc.constant('hear' as const), seqs: fc.array(fc.nat(60), { maxLength: 6 }) }),
  fc.record({ do: fc.constant('newest' as const), count: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ do: fc.constant('begin' as const) }),
  fc.record({ do: fc.constant('end' as const), lost: fc.boolean() }),
  fc.record({ do: fc.constant('resync' as const) }),
);

describe('Discussion', () => {
  it('ends as a fresh load does, however events and answers come, when it has caught up', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...KINDS), fc.nat(50)), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 0, max: 30 }),
        fc.array(step, { maxLength: 60 }),
        (before, from, length, steps) => {
          const thread = new Thread();
          for (const [kind, at] of before) thread.happen(kind, at);
          const first = 1 + (from % thread.postCount);
          const page = new Page(thread, first, first + length);
          const { discussion } = page;
          for (const one of steps) {
            if (one.do === 'happen') thread.happen(one.kind, one.at);
            else if (one.do === 'hear') discussion.take(one.seqs.flatMap((seq) => thread.log[seq - 1] ?? []));
            else if (one.do === 'newest') discussion.take(thread.log.slice(-one.count));
            else if (one.do === 'begin') page.begin();
            else if (one.do === 'end') page.end(one.lost);
            else discussion.resync(thread.log.length);
          }

          expect(page.catchUp()).toBe(false);

          const last = discussion.toTheEnd ? Math.max(discussion.last, thread.postCount) : discussion.last;
          const shown = new Map([...page.shown].toSorted((a, b) => a[0] - b[0]));
          expect(shown).toEqual(thread.page(first, last));
          expect(discussion.seq).toBe(thread.log.length);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('asks again how far it goes where the log broke off while it asked', () => {
    const discussion = new Discussion(1, 1, 1, true);
    discussion.resync(1);
    discussion.asked(discussion.next()!, 1);
    const ask = discussion.next()!;
    expect(ask.beyond).toBe(true);
    discussion.resync(2);
    // As it was before the second.
    discussion.asked(ask, 0);
    discussion.asked(discussion.next()!, 1);
    expect(discussion.next()).toEqual({ after: 1, limit: 100, beyond: true });
  });

  it('asks for one post where one changed, for all where any may have, and for nothing where none did', () => {
    const discussion = new Discussion(3, 1, 3, true);
    const event = (seq: number, kind: string, number: number): ThreadEvent => ({
      threadId: 't',
      seq,
      kind,
      post: { id: 'p', number, author: { id: 'a', name: 'Dee', masked: false } },
    });
    const asks = (): unknown[] => {
      const all: unknown[] = [];
      for (let ask = discussion.next(); ask; ask = discussion.next()) {
        all.push(ask);
        discussion.asked(ask, ask.after + ask.limit);
      }
      return all;
    };
    discussion.take([event(4, 'post-edited', 2)]);
    expect(asks()).toEqual([{ after: 1, limit: 1 }]);
    discussion.take([event(5, 'post-added', 4), event(6, 'post-added', 5)]);
    expect(asks()).toEqual([{ after: 3, limit: 2 }]);
    discussion.take([event(7, 'thread-edited', 1)]);
    expect(asks()).toEqual([]);
    discussion.take([event(8, 'marks-changed', 3)]);
    expect(asks()).toEqual([{ after: 2, limit: 1 }]);
    discussion.take([event(9, 'a kind of later', 1)]);
    expect(asks()).toEqual([{ after: 0, limit: 5 }]);
  });
});
