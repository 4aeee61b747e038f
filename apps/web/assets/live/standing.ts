import { type ThreadEvent } from './sequence.ts';
import { Refused } from './refused.ts';

/** All but these changes what stands above the posts: counts, state, title, whether it is closed. */
const CHANGES_NOTHING = new Set(['post-edited', 'tried-changed', 'marks-changed']);

/** How the discussion stands, above its posts, and whether it takes replies. */
export class Standing {
  private readonly line = document.createElement('p');

  constructor(
    private readonly threadId: string,
    private readonly head: HTMLElement,
    private readonly replyArea: HTMLElement,
    private readonly say: (words: string) => void,
  ) {
    this.line.className = 'govuk-inset-text';
  }

  async apply(events: readonly ThreadEvent[]): Promise<void> {
    if (events.every(({ kind }) => CHANGES_NOTHING.has(kind))) return;
    await this.reload();
  }

  async reload(): Promise<void> {
    const answer = await fetch(`/threads/${this.threadId}/standing`);
    if (!answer.ok)
      throw [401, 403, 404].includes(answer.status) ? new Refused(answer.status) : new Error(`${answer.status}`);
    const html = await answer.text();
    const before = this.closed;
    if (html !== this.head.innerHTML) this.head.innerHTML = html;
    if (this.closed !== before) this.openOrClose();
    this.tellAudience();
  }

  /** Why it takes no replies, as a sentence; undefined: it does. */
  private get closed(): string | undefined {
    return this.head.querySelector<HTMLElement>('[data-closed]')?.dataset['closed'];
  }

  /** Whoever is writing learns before they post for whom they write now; what they then post says that they knew. */
  private tellAudience(): void {
    const audience = this.head.querySelector<HTMLElement>('[data-audience]');
    if (!audience) return;
    const { opens = '', readers = '' } = audience.dataset;
    const words = audience.textContent ?? '';
    const said = this.replyArea.querySelector<HTMLElement>('[data-audience-said]');
    const line = this.replyArea.querySelector<HTMLElement>('[data-opening]');
    const told = this.replyArea.querySelector<HTMLInputElement>('input[name=_readers]');
    if (!said || !line || !told || (told.value === readers && said.textContent === words)) return;
    said.textContent = words;
    line.textContent = opens;
    line.hidden = opens === '';
    told.value = readers;
    this.say(`${words}. ${opens}`.trim());
  }

  /**
   * What somebody was writing is never taken from them: the form stays, and only its button goes. Where it holds no text
   * it is out of sight, until one comes back into it that could not be sent.
   */
  private openOrClose(): void {
    const { closed } = this;
    const form = this.replyArea.querySelector('form');
    const button = form?.querySelector<HTMLButtonElement>('button:not([name]):not([type=button])');
    const state = form?.querySelector<HTMLElement>('[data-draft-state]');
    const words = closed ?? 'This discussion is open for replies again.';
    this.say(words);
    if (!form || !button || !state) {
      this.line.replaceChildren(words);
      if (closed === undefined) this.line.append(' ', this.reloadLink());
      return this.replyArea.replaceChildren(this.line);
    }
    button.disabled = closed !== undefined;
    form.hidden = closed !== undefined && !form.querySelector('textarea')?.value;
    state.textContent =
      closed === undefined ? 'Open for replies again.' : `${closed} Your text is kept on this device.`;
    this.line.remove();
    if (!form.hidden) return;
    this.line.replaceChildren(words);
    form.before(this.line);
    form.addEventListener('input', () => this.showForm(form), { once: true });
  }

  private showForm(form: HTMLElement): void {
    this.line.remove();
    form.hidden = false;
  }

  private reloadLink(): HTMLElement {
    const link = document.createElement('a');
    link.className = 'govuk-link';
    link.href = `/threads/${this.threadId}`;
    link.textContent = 'Reload to reply';
    return link;
  }
}
