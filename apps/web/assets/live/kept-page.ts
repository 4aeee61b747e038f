import { markSent, PREFIX, quietly } from './drafts.ts';

/** Typing has stopped when nothing was typed for so long. */
const PAUSE_MS = 1_000;
const TRY_AGAIN_MS = 10_000;

/** What this device holds of a page until the server has it. */
interface Local {
  /** The fields, as a form sends them. */
  readonly fields: [string, string][];
  /** What the page was filled in from: of the note, and of what was kept unsaved. */
  readonly version: string;
  readonly unsaved: string;
}

const UNSENT = ' It is kept on this device.';

/**
 * A page of a form whose fields the server keeps while somebody writes, right or wrong; until it says so, this device
 * keeps them. It never saves the page: that is for who writes to do.
 */
export class KeptPage {
  private readonly key: string;
  private readonly state: HTMLElement | null;
  private timer = 0;
  /** Typed since the last time that something was sent. */
  private dirty = false;
  private sending: AbortController | null = null;
  /** It is being sent as a form, or must not be kept any more. */
  private over = false;

  constructor(private readonly form: HTMLFormElement) {
    this.key = `${PREFIX}note:${form.dataset['notePage']}`;
    this.state = form.querySelector('[data-keep-state]');
  }

  begin(): void {
    this.restore();
    this.form.addEventListener('input', () => this.typed());
    this.form.addEventListener('change', () => this.typed());
    this.form.addEventListener('submit', () => this.leave());
    window.addEventListener('pagehide', () => this.hide());
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') this.hide();
    });
    window.addEventListener('online', () => void this.send());
    // A page that comes back from the browser's memory is open again.
    window.addEventListener('pageshow', () => (this.over = this.form.dataset['conflict'] === 'yes'));
  }

  private typed(): void {
    this.dirty = true;
    this.keepHere();
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.send(), PAUSE_MS);
  }

  private leave(): void {
    this.over = true;
    clearTimeout(this.timer);
    this.sending?.abort();
    this.keepHere();
    markSent(this.key);
  }

  private hide(): void {
    if (this.dirty) void this.send(true);
  }

  private async send(leaving = false): Promise<void> {
    const address = this.form.dataset['keep'];
    if (this.over || !this.dirty || !address || (this.sending && !leaving)) return;
    clearTimeout(this.timer);
    this.sending?.abort();
    const asked = new AbortController();
    this.sending = asked;
    this.dirty = false;
    try {
      const answer = await fetch(address, {
        method: 'POST',
        body: new URLSearchParams(this.fields()),
        keepalive: leaving,
        signal: asked.signal,
        redirect: 'error',
      });
      if (answer.ok) this.kept((await answer.json()) as { version: number; savedAt: string });
      else this.refused(answer.status);
    } catch {
      if (asked.signal.aborted) return;
      this.failed(navigator.onLine ? 'Not saved: Waymark does not answer.' : 'Not saved: you are offline.');
    } finally {
      if (this.sending === asked) this.sending = null;
    }
  }

  private kept({ version, savedAt }: { version: number; savedAt: string }): void {
    this.set('_unsaved', String(version));
    if (this.dirty) {
      this.keepHere();
      this.timer = window.setTimeout(() => void this.send(), PAUSE_MS);
      return;
    }
    quietly(() => localStorage.removeItem(this.key));
    const time = new Date(savedAt).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
    this.say(`Saved at ${time}`, 'saved');
  }

  private refused(status: number): void {
    this.dirty = true;
    if (status === 409) {
      this.over = true;
      this.say(
        'Not saved: this page was changed in another window. What you typed here is kept on this device. ' +
          'Press “Save and continue” to compare the two.',
        'unsaved',
      );
    } else if (status === 401) {
      this.say(`Not saved: you are signed out.${UNSENT} `, 'unsaved');
      const link = document.createElement('a');
      link.className = 'govuk-link';
      link.href = `/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`;
      link.textContent = 'Sign in to go on';
      this.state?.append(link);
    } else if (status >= 500 || status === 429) {
      this.failed('Not saved: Waymark is away for a moment.');
    } else {
      this.say(`Not saved: this note cannot be changed now.${UNSENT}`, 'unsaved');
    }
  }

  private failed(why: string): void {
    this.dirty = true;
    this.say(why + UNSENT, 'unsaved');
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.send(), TRY_AGAIN_MS);
  }

  /** Puts back what this device kept, or asks where the page says something else by now. */
  private restore(): void {
    const local = quietly(() => JSON.parse(localStorage.getItem(this.key) ?? 'null') as Local | null);
    if (!local) return;
    if (this.form.dataset['conflict'] === 'yes' || document.title.startsWith('Error')) return;
    if (local.version === this.value('_version') && local.unsaved === this.value('_unsaved')) {
      this.fill(local);
      this.say('What you wrote before is still here. ', 'unsaved');
      return;
    }
    this.say(
      'This device kept something that you typed and that was not saved. The page has changed since. ',
      'unsaved',
    );
    this.offer('Show what this device kept', () => this.fill(local));
    this.offer('Throw it away', () => {
      quietly(() => localStorage.removeItem(this.key));
      this.say('', 'saved');
    });
  }

  private offer(words: string, act: () => void): void {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'wm-linkbtn';
    button.textContent = words;
    button.addEventListener('click', act);
    this.state?.append(button, ' ');
  }

  private fill({ fields }: Local): void {
    for (const box of this.form.querySelectorAll<HTMLInputElement>('input[type=checkbox]')) {
      box.checked = fields.some(([name, value]) => name === box.name && value === box.value);
    }
    for (const [name, value] of fields) {
      const field = this.form.elements.namedItem(name);
      const isBox = field instanceof HTMLInputElement && field.type === 'checkbox';
      if (!name.startsWith('_') && field && 'value' in field && !isBox && !(field instanceof RadioNodeList)) {
        (field as HTMLInputElement).value = value;
      }
    }
    this.say('What you wrote before is still here. ', 'unsaved');
    this.typed();
  }

  private keepHere(): void {
    const local: Local = {
      fields: this.fields(),
      version: this.value('_version'),
      unsaved: this.value('_unsaved'),
    };
    quietly(() => localStorage.setItem(this.key, JSON.stringify(local)));
  }

  private fields(): [string, string][] {
    return [...new FormData(this.form)].flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as [string, string]] : [],
    );
  }

  private value(name: string): string {
    return this.form.querySelector<HTMLInputElement>(`input[name=${name}]`)?.value ?? '';
  }

  private set(name: string, value: string): void {
    const field = this.form.querySelector<HTMLInputElement>(`input[name=${name}]`);
    if (field) field.value = value;
  }

  private say(words: string, state: 'saved' | 'unsaved'): void {
    if (!this.state) return;
    this.state.textContent = words;
    this.state.dataset['state'] = state;
  }
}
