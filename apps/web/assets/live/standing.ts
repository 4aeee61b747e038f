import { type ThreadEvent } from './sequence.ts';
import { Refused } from './refused.ts';

/** All but these changes what stands above the posts: counts, state, title, whether it is closed. */
const CHANGES_NOTHING = new Set(['post-edited', 'tried-changed', 'marks-changed']);

/** How the discussion stands, above its posts, and whether it takes replies. */
export class Standing {
  constructor(
    private readonly threadId: string,
    private readonly head: HTMLElement,
    private readonly replyArea: HTMLElement,
    private readonly say: (words: string) => void,
  ) {}

  async apply(events: readonly ThreadEvent[]): Promise<void> {
    if (events.every(({ kind }) => CHANGES_NOTHING.has(kind))) return;
    await this.reload();
    if (events.some(({ kind }) => kind === 'thread-locked' || kind === 'thread-unlocked')) this.openOrClose();
  }

  async reload(): Promise<void> {
    const answer = await fetch(`/threads/${this.threadId}/standing`);
    if (!answer.ok)
      throw [401, 403, 404].includes(answer.status) ? new Refused(answer.status) : new Error(`${answer.status}`);
    const html = await answer.text();
    if (html !== this.head.innerHTML) this.head.innerHTML = html;
    this.tellOpening();
  }

  /** Whoever is writing learns before they post that more people will read it. */
  private tellOpening(): void {
    const opens = this.head.querySelector<HTMLElement>('[data-opens]')?.dataset['opens'] ?? '';
    const line = this.replyArea.querySelector<HTMLElement>('[data-opening]');
    if (!line || line.textContent === opens) return;
    line.textContent = opens;
    line.hidden = opens === '';
    if (opens !== '') this.say(opens);
  }

  /** What somebody was writing is never taken from them: the form stays where it holds text, and only its button goes. */
  private openOrClose(): void {
    const closed = this.head.querySelector<HTMLElement>('[data-closed]')?.dataset['closed'];
    const form = this.replyArea.querySelector('form');
    const button = form?.querySelector<HTMLButtonElement>('button:not([type=button])');
    const state = form?.querySelector<HTMLElement>('[data-draft-state]');
    if (closed === undefined) {
      if (button && state) {
        button.disabled = false;
        state.textContent = 'Open for replies again.';
      } else this.tell('This discussion is open for replies again. ', 'Reload to reply');
      this.say('This discussion is open for replies again.');
      return;
    }
    if (form?.querySelector('textarea')?.value && button && state) {
      button.disabled = true;
      state.textContent = `${closed} Your text is kept on this device.`;
    } else this.tell(closed);
    this.say(closed);
  }

  private tell(words: string, reload?: string): void {
    const line = document.createElement('p');
    line.className = 'govuk-inset-text';
    line.append(words);
    if (reload !== undefined) {
      const link = document.createElement('a');
      link.className = 'govuk-link';
      link.href = `/threads/${this.threadId}`;
      link.textContent = reload;
      line.append(link);
    }
    this.replyArea.replaceChildren(line);
  }
}
