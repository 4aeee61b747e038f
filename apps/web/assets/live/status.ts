/** The line that says whether new replies come by themselves, and the one polite voice of the page. */
export type State = 'live' | 'slow' | 'reconnecting' | 'offline' | 'signed-out' | 'gone';

const WORDS: Readonly<Record<State, string>> = {
  live: 'Live: new replies appear here',
  slow: 'New replies appear here every 15 seconds',
  reconnecting: 'Reconnecting: the list may be a minute old',
  offline: 'You are offline. Your reply is kept on this device',
  'signed-out': 'You are signed out. Your reply is kept on this device. Reload to sign in',
  gone: 'You can no longer read this discussion. What you were writing is kept on this device',
};
/** How each looks. */
const LOOKS: Readonly<Record<State, 'live' | 'reconnecting' | 'offline'>> = {
  live: 'live',
  slow: 'live',
  reconnecting: 'reconnecting',
  offline: 'offline',
  'signed-out': 'offline',
  gone: 'offline',
};
/** A blink of the connection is not worth a word. */
const PATIENCE_MS = 2_000;

export class Status {
  private timer = 0;
  private shown: State | null = null;
  private next: State | null = null;

  constructor(
    private readonly line: HTMLElement,
    private readonly voice: HTMLElement,
  ) {}

  /** What it is about to say, or says. */
  get current(): State | null {
    return this.next;
  }

  set(state: State): void {
    if (state === this.next) return;
    clearTimeout(this.timer);
    this.next = state;
    const trouble = LOOKS[state] !== 'live' && this.shown !== null;
    this.timer = window.setTimeout(() => this.show(state), trouble ? PATIENCE_MS : 0);
  }

  /** Says something once to who cannot see it; the newest only. */
  say(words: string): void {
    this.voice.textContent = words;
  }

  private show(state: State): void {
    const first = this.shown === null;
    if (state === this.shown) return;
    this.shown = state;
    this.line.dataset['state'] = LOOKS[state];
    this.line.textContent = WORDS[state];
    // Trouble stays in view, wherever on the page one reads.
    this.line.parentElement?.toggleAttribute('data-trouble', LOOKS[state] !== 'live');
    if (!first) this.say(WORDS[state]);
  }
}
