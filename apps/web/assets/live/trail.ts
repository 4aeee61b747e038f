import { type Ask, Discussion } from './discussion.ts';
import { hasTyped, keepOpen } from './in-hand.ts';
import { Refused } from './refused.ts';
import { type ThreadEvent } from './sequence.ts';

/** The posts on the page. What is put in is the page's own markup, asked for with the reader's own rights. */
export class Trail {
  private readonly discussion: Discussion;
  private unseen = 0;
  /** Added by others and not announced yet. */
  private fresh: NonNullable<ThreadEvent['post']>[] = [];
  /** What came for a post in which somebody is doing something: put in its place when they have done. */
  private readonly later = new Map<number, HTMLElement>();

  constructor(
    private readonly threadId: string,
    seq: number,
    private readonly list: HTMLElement,
    private readonly bar: HTMLElement,
    /** Whether this page ends before the last post: then new ones belong to a later page. */
    isPartial: boolean,
    /** The reader's id, where they are signed in. */
    private readonly me: string | undefined,
    private readonly say: (words: string) => void,
  ) {
    const numbers = this.items().map(numberOf);
    const last = Math.max(0, ...numbers);
    this.discussion = new Discussion(seq, Math.min(...numbers, Math.max(1, last)), last, !isPartial);
    const seen = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) this.allSeen();
    });
    new MutationObserver(() => {
      seen.disconnect();
      if (this.list.lastElementChild) seen.observe(this.list.lastElementChild);
    }).observe(this.list, { childList: true });
    this.list.addEventListener('focusout', () => setTimeout(() => this.putLater(), 0));
  }

  get seq(): number {
    return this.discussion.seq;
  }

  get endsBeforeLast(): boolean {
    return !this.discussion.toTheEnd;
  }

  /** Takes what is next; `gap` when something between has to be asked for. The page shows it after work(). */
  take(events: readonly ThreadEvent[]): { apply: readonly ThreadEvent[]; gap: boolean } {
    const { apply, gap } = this.discussion.take(events);
    for (const { kind, post } of apply) {
      if (kind === 'post-added' && post && post.number > this.discussion.last) this.fresh.push(post);
      if (kind === 'posts-received') this.say('Posts from another discussion were moved here.');
      if (kind === 'posts-moved') this.say('Posts were moved to another discussion.');
    }
    return { apply, gap };
  }

  /** After a longer absence than the log serves. */
  resync(seq: number): void {
    // Best first: only the page itself knows where it began.
    if (this.list.closest('[data-order=best]')) return location.reload();
    this.discussion.resync(seq);
    this.say('You were away for a while. The replies are loaded again.');
  }

  /** Shows what was taken. Nothing that is being read moves but what was itself changed. Throws where it must be tried again. */
  async work(): Promise<void> {
    const atEnd = this.endIsInView();
    const before = this.discussion.last;
    for (let ask = this.discussion.next(); ask; ask = this.discussion.next()) {
      try {
        const items = await this.fetch(ask);
        this.put(ask, items);
        this.discussion.asked(ask, Math.max(0, ...items.map(numberOf)));
      } catch (error) {
        this.discussion.failed(ask);
        throw error;
      }
    }
    this.announce(before, atEnd);
  }

  private put({ after, limit }: Ask, items: readonly HTMLElement[]): void {
    const top = this.topInView();
    const answered = new Map(items.map((item) => [numberOf(item), item]));
    const last = Math.max(0, ...this.items().map(numberOf));
    for (const old of this.items()) {
      const number = numberOf(old);
      if (number > after && number <= after + limit) this.replace(old, answered.get(number) ?? null);
    }
    for (const item of items) if (numberOf(item) > last) this.list.append(item);
    top?.keep();
  }

  private replace(old: HTMLElement, item: HTMLElement | null): void {
    this.later.delete(numberOf(old));
    if (item && isSame(old, item)) return;
    // Who is in a post keeps it as it is, but for one whose text is gone.
    if (isBusy(old) && item?.querySelector('.wm-post__b')) {
      this.later.set(numberOf(old), item);
      return;
    }
    const isHeld = old.contains(document.activeElement);
    if (item && old.classList.contains('is-new')) markNew(item);
    if (item) keepOpen(old, item);
    if (item) old.replaceWith(item);
    else old.remove();
    if (isHeld) item?.focus();
  }

  private putLater(): void {
    for (const [number, item] of this.later) {
      const old = this.items().find((shown) => numberOf(shown) === number);
      if (!old) this.later.delete(number);
      else if (!isBusy(old)) this.replace(old, item);
    }
  }

  private announce(before: number, wasAtEnd: boolean): void {
    const fresh = this.fresh.splice(0);
    const others = fresh.filter(({ author, number }) => author.id !== this.me && !this.isOwn(number));
    if (others.length === 0) return;
    const theirs = new Set(others.map(({ number }) => number));
    const items = this.items().filter((item) => numberOf(item) > before && theirs.has(numberOf(item)));
    items.forEach(markNew);
    const [newest] = others.slice(-1);
    this.say(
      others.length === 1 && newest ? `New reply from ${nameIn(newest.author)}` : `${others.length} new replies`,
    );
    if (this.endsBeforeLast) this.count(others.length, `?number=${Math.min(...theirs)}`);
    else if (!wasAtEnd && items[0]) this.count(others.length, `#${items[0].id}`);
  }

  /** Who wrote under a mask is not told by the event, also not to themself. */
  private isOwn(number: number): boolean {
    return this.list.querySelector(`[data-number="${number}"][data-own]`) !== null;
  }

  private async fetch({ after, limit }: Ask): Promise<HTMLElement[]> {
    const answer = await fetch(`/threads/${this.threadId}/posts?after=${after}&limit=${limit}`);
    if (!answer.ok)
      throw [401, 403, 404].includes(answer.status) ? new Refused(answer.status) : new Error(`posts: ${answer.status}`);
    const holder = document.createElement('ol');
    holder.innerHTML = await answer.text();
    return postsIn(holder);
  }

  private items(): HTMLElement[] {
    return postsIn(this.list);
  }

  private endIsInView(): boolean {
    const last = this.list.lastElementChild;
    return !last || last.getBoundingClientRect().top < window.innerHeight;
  }

  /** Browsers keep what is read where it is while something above it grows; where one does not, we do. */
  private topInView(): { keep(): void } | null {
    if (CSS.supports('overflow-anchor', 'auto')) return null;
    const item = this.items().find((shown) => shown.getBoundingClientRect().bottom > 0);
    if (!item) return null;
    const { top } = item.getBoundingClientRect();
    return {
      keep: () => {
        if (item.isConnected) window.scrollBy(0, item.getBoundingClientRect().top - top);
      },
    };
  }

  /** "3 new replies", as a link to the first of them; on a later page where this one does not reach the end. */
  private count(more: number, first: string): void {
    this.unseen += more;
    const link = this.bar.querySelector('a') ?? this.bar.appendChild(document.createElement('a'));
    link.className = 'wm-newbar wm-newbar--float';
    if (!link.hasAttribute('href')) link.href = first;
    link.textContent = this.unseen === 1 ? '1 new reply' : `${this.unseen} new replies`;
    link.addEventListener('click', () => this.allSeen(), { once: true });
  }

  private allSeen(): void {
    this.unseen = 0;
    this.bar.replaceChildren();
  }
}

const postsIn = (list: HTMLElement): HTMLElement[] =>
  [...list.children].filter((item): item is HTMLElement => item instanceof HTMLElement && 'number' in item.dataset);

const numberOf = (item: HTMLElement): number => Number(item.dataset['number']);

/** Whether somebody is in it: it has the focus, or something filled in. */
const isBusy = (item: HTMLElement): boolean => item.contains(document.activeElement) || hasTyped(item);

function isSame(old: HTMLElement, item: HTMLElement): boolean {
  const bare = old.cloneNode(true) as HTMLElement;
  for (const open of bare.querySelectorAll('details[open]')) open.removeAttribute('open');
  bare.classList.remove('is-new');
  // What the script of every page leaves on what it has taken up.
  for (const button of bare.querySelectorAll('[data-govuk-button-init]')) {
    button.removeAttribute('data-govuk-button-init');
  }
  bare.querySelector('.wm-post__h > .wm-new')?.remove();
  return bare.isEqualNode(item);
}

/** The tint fades, the word stays. */
function markNew(item: HTMLElement): void {
  if (item.classList.contains('is-new')) return;
  item.classList.add('is-new');
  const word = document.createElement('span');
  word.className = 'wm-new';
  word.textContent = 'New';
  item.querySelector('.wm-post__h')?.append(word);
}

/** The first name; a label is not cut. */
const nameIn = ({ name, masked }: { name: string; masked: boolean }): string =>
  masked ? name : (name.split(/\s+/)[0] ?? name);
