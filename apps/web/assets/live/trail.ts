import { hasTyped, keepOpen } from './in-hand.ts';
import { Refused } from './refused.ts';
import { type ThreadEvent } from './sequence.ts';

const PAGE = 100;

/** The posts on the page. What is put in is the page's own markup, asked for with the reader's own rights. */
export class Trail {
  private unseen = 0;

  constructor(
    private readonly threadId: string,
    private readonly list: HTMLElement,
    private readonly bar: HTMLElement,
    /** Whether this page ends before the last post: then new ones belong to a later page. */
    private readonly isPartial: boolean,
    private readonly say: (words: string) => void,
  ) {
    const seen = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) this.allSeen();
    });
    new MutationObserver(() => {
      seen.disconnect();
      if (this.list.lastElementChild) seen.observe(this.list.lastElementChild);
    }).observe(this.list, { childList: true });
  }

  private get lastNumber(): number {
    return Math.max(0, ...[...this.list.children].map((item) => Number((item as HTMLElement).dataset['number'] ?? 0)));
  }

  /** Shows what happened. Nothing above the reader's place changes height but what was itself edited or hidden. */
  async apply(events: readonly ThreadEvent[], own: string | null): Promise<void> {
    // Who asked is named from here on, in every post of theirs.
    if (events.some(({ kind }) => kind === 'thread-unmasked')) await this.showAgain();
    const changed = new Set<number>();
    let added = false;
    for (const { kind, post } of events) {
      if (kind === 'post-added') added = true;
      else if (post) changed.add(post.number);
    }
    for (const number of changed) await this.refresh(number);
    if (added) await this.append(events, own);
  }

  /** The whole page of posts anew, after a longer absence than the log serves. */
  async reload(): Promise<void> {
    // Best first: only the page itself knows where it began.
    if (this.list.closest('[data-order=best]')) return location.reload();
    await this.showAgain();
    this.say('You were away for a while. The replies were loaded again.');
  }

  private async showAgain(): Promise<void> {
    const first = Number((this.list.firstElementChild as HTMLElement | null)?.dataset['number'] ?? 1);
    const html = await this.fetch(first - 1, PAGE);
    this.list.innerHTML = html;
  }

  private async append(events: readonly ThreadEvent[], own: string | null): Promise<void> {
    const fresh = events.filter(({ kind, post }) => kind === 'post-added' && post && post.number > this.lastNumber);
    if (fresh.length === 0) return;
    const numbers = fresh.map(({ post }) => post?.number ?? 0);
    if (this.isPartial) return this.count(fresh.length, `?number=${Math.min(...numbers)}`);
    const before = this.lastNumber;
    const wasAtEnd = this.endIsInView();
    const last = Math.max(...numbers);
    for (let had = -1; had < this.lastNumber && this.lastNumber < last;) {
      had = this.lastNumber;
      this.list.insertAdjacentHTML('beforeend', await this.fetch(had, PAGE));
    }
    const items = [...this.list.children].filter((item) => Number((item as HTMLElement).dataset['number']) > before);
    const others = fresh.filter(({ post }) => post?.author.id !== own && !this.isOwn(post?.number));
    const theirs = new Set(others.map(({ post }) => String(post?.number)));
    for (const item of items) if (theirs.has((item as HTMLElement).dataset['number'] ?? '')) markNew(item);
    if (others.length === 0) return;
    const [newest] = others.slice(-1);
    this.say(
      others.length === 1 && newest?.post
        ? `New reply from ${nameIn(newest.post.author)}`
        : `${others.length} new replies`,
    );
    if (!wasAtEnd) this.count(others.length, `#${items[0]?.id ?? ''}`);
  }

  /** Who wrote under a mask is not told by the event, also not to themself. */
  private isOwn(number = 0): boolean {
    return this.list.querySelector(`[data-number="${number}"][data-own]`) !== null;
  }

  private async refresh(number: number): Promise<void> {
    const old = this.list.querySelector(`[data-number="${number}"]`);
    if (!old) return;
    const holder = document.createElement('ol');
    holder.innerHTML = await this.fetch(number - 1, 1);
    const item = holder.querySelector<HTMLElement>('li');
    const isHeld = old.contains(document.activeElement);
    // Who is in a post keeps it as it is, but for one whose text is gone.
    if (!item || ((isHeld || hasTyped(old)) && item.querySelector('.wm-post__b'))) return;
    keepOpen(old, item);
    old.replaceWith(item);
    if (isHeld) item.focus();
  }

  private async fetch(after: number, limit: number): Promise<string> {
    const answer = await fetch(`/threads/${this.threadId}/posts?after=${Math.max(0, after)}&limit=${limit}`);
    if (answer.ok) return answer.text();
    throw [401, 403, 404].includes(answer.status) ? new Refused() : new Error(`posts: ${answer.status}`);
  }

  private endIsInView(): boolean {
    const last = this.list.lastElementChild;
    return !last || last.getBoundingClientRect().top < window.innerHeight;
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

/** The tint fades, the word stays. */
function markNew(item: Element): void {
  item.classList.add('is-new');
  const word = document.createElement('span');
  word.className = 'wm-new';
  word.textContent = 'New';
  item.querySelector('.wm-post__h')?.append(word);
}

/** The first name; a label is not cut. */
const nameIn = ({ name, masked }: { name: string; masked: boolean }): string =>
  masked ? name : (name.split(/\s+/)[0] ?? name);
