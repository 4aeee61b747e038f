/** What stands in view for so long was seen. */
const SEEN_MS = 1_000;
const TRY_AGAIN_MS = 10_000;

/** Says which posts were really seen: those that stood in view in an open tab, the last of them, at most once a second. */
export class Reading {
  private seen: number;
  private timer = 0;
  /** Set where the reader marked posts as unread: what is in view now is not seen again by that. */
  private over = false;
  private readonly view = new Set<number>();

  constructor(
    private readonly threadId: string,
    /** The last post that the server knows of. */
    private kept: number,
    private readonly list: HTMLElement,
  ) {
    this.seen = kept;
    const observer = new IntersectionObserver((entries) => this.moved(entries), { threshold: [0, 0.5, 1] });
    const observe = (items: Iterable<Node>): void => {
      for (const item of items) if (item instanceof HTMLElement && item.dataset['number']) observer.observe(item);
    };
    observe(this.list.children);
    new MutationObserver((changes) => changes.forEach(({ addedNodes }) => observe(addedNodes))).observe(this.list, {
      childList: true,
    });
    document.addEventListener('submit', ({ target }) => {
      if (target instanceof HTMLFormElement && target.action.endsWith('/unread')) this.over = true;
    });
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') void this.keep();
      else this.later(SEEN_MS);
    });
    window.addEventListener('pagehide', () => void this.keep());
    window.addEventListener('online', () => this.later(SEEN_MS));
  }

  /** Half of a post, or the end of one that is longer than the window. */
  private moved(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting, intersectionRatio, boundingClientRect } of entries) {
      const number = Number((target as HTMLElement).dataset['number']);
      const inView = isIntersecting && (intersectionRatio >= 0.5 || boundingClientRect.bottom <= window.innerHeight);
      if (inView) this.view.add(number);
      else this.view.delete(number);
    }
    if ([...this.view].some((number) => number > this.seen)) this.later(SEEN_MS);
  }

  private later(ms: number): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      if (document.visibilityState === 'visible') this.seen = Math.max(this.seen, ...this.view);
      void this.keep();
    }, ms);
  }

  private async keep(): Promise<void> {
    const number = this.seen;
    if (this.over || number <= this.kept) return;
    try {
      const answer = await fetch(`/api/v1/threads/${this.threadId}/read`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ number }),
        keepalive: true,
      });
      if (answer.ok) this.kept = Math.max(this.kept, number);
      else if (answer.status < 500 && answer.status !== 429) this.over = true;
      else this.later(TRY_AGAIN_MS);
    } catch {
      this.later(TRY_AGAIN_MS);
    }
  }
}
