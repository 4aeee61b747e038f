/** The line that says whether new replies come by themselves, and the one polite voice of the page. */
export type State = 'live' | 'reconnecting' | 'offline' | 'signed-out';

const WORDS: Readonly<Record<State, string>> = {
  live: 'Live: new replies appear here',
  reconnecting: 'Reconnecting: the list may be a minute old',
  offline: 'You are offline. Your reply is kept on this device',
  'signed-out': 'You are signed out. Your reply is kept on this device. Reload to sign in',
};
/** A blink of the connection is not worth a word. */
const PATIENCE_MS = 2_000;

export class Status {
  private timer = 0;
  private shown: State | null = null;

  constructor(
    private readonly line: HTMLElement,
    private readonly voice: HTMLElement,
  ) {}

  set(state: State): void {
    clearTimeout(this.timer);
    if (state === this.shown) return;
    const trouble = state !== 'live' && this.shown !== null;
    this.timer = window.setTimeout(() => this.show(state), trouble ? PATIENCE_MS : 0);
  }

  /** Says something once to who cannot see it; the newest only. */
  say(words: string): void {
    this.voice.textContent = words;
  }

  private show(state: State): void {
    const first = this.shown === null;
    this.shown = state;
    this.line.dataset['state'] = state === 'signed-out' ? 'offline' : state;
    this.line.textContent = WORDS[state];
    if (!first) this.say(WORDS[state]);
  }
}
