import {
  fetchDraft,
  type Fields,
  keptAt,
  isSame,
  locals,
  type Local,
  PREFIX,
  putDraft,
  quietly,
} from './draft-store.ts';

export { PREFIX, quietly } from './draft-store.ts';

const SENT = 'waymark-sent';
/** Typing has stopped when nothing was typed for so long. */
const PAUSE_MS = 1_000;
const TRY_AGAIN_MS = 10_000;
const HERE = ' It is kept on this device.';
/** Of the form itself, not of what is written in it. */
const NOT_WRITTEN = new Set(['draft', 'draftVersion']);

/**
 * What is typed into a form stays: on this device at once, at the server a second later. A form says by `data-draft` to
 * which place it belongs. A text is kept under the name of who wrote it, so nobody else who uses this device sees it.
 */
class Draft {
  private readonly key: string;
  private readonly place: string;
  private readonly line: HTMLElement | null;
  private timer = 0;
  /** Typed since the server had it. */
  private dirty = false;
  private sending: Promise<void> | null = null;
  /** Sent, and not answered yet: a newer draft that says just this is no other window's. */
  private sent: Fields | null = null;
  /** It is being posted: there is nothing to keep any more. */
  private over = false;
  /** Another window saved something else: nothing is sent until somebody chose. */
  private waits = false;

  constructor(readonly form: HTMLFormElement) {
    this.place = form.dataset['draft'] ?? '';
    const person = form.querySelector<HTMLInputElement>('input[name=_by]')?.value ?? '';
    this.key = `${PREFIX}${person}:${this.place}#${Math.random().toString(36).slice(2)}`;
    this.line = form.querySelector('[data-draft-kept]');
  }

  /** Of the draft at the server that the form was filled in from, or of the text that it edits; 0: none. */
  private get version(): number {
    return Number(this.versionField?.value ?? this.form.dataset['draftBase']) || 0;
  }

  private set version(version: number) {
    if (this.versionField) this.versionField.value = version === 0 ? '' : String(version);
  }

  private get versionField(): HTMLInputElement | null {
    return this.form.querySelector<HTMLInputElement>('input[name=draftVersion]');
  }

  begin(): void {
    for (const button of this.form.querySelectorAll<HTMLElement>('[data-save-draft]')) button.hidden = true;
    this.form.addEventListener('input', () => this.typed());
    this.form.addEventListener('change', () => this.typed());
    this.form.addEventListener('submit', (event) => this.submitted(event));
    window.addEventListener('pagehide', () => {
      if (this.dirty && !this.over) void this.send(true);
    });
    window.addEventListener('beforeunload', (event) => {
      const warns = this.versionField !== null || this.form.dataset['draftBase'] !== undefined;
      if (warns && this.dirty && !this.over && !this.isEmpty()) event.preventDefault();
    });
    window.addEventListener('online', () => void this.send());
    // A page that comes back from the browser's memory is open again.
    window.addEventListener('pageshow', () => (this.over = false));
    void this.restore();
  }

  private typed(): void {
    if (this.over) return;
    this.dirty = true;
    this.keepHere();
    this.later(PAUSE_MS);
  }

  private later(ms: number): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.send(), ms);
  }

  private keepHere(): void {
    if (this.isEmpty()) return this.forgetHere();
    const { version, dirty, sent } = this;
    const local: Local = { fields: this.fields(), version, dirty, at: Date.now(), sent };
    quietly(() => localStorage.setItem(this.key, JSON.stringify(local)));
    for (const { key } of this.others()) quietly(() => localStorage.removeItem(key));
  }

  private forgetHere(): void {
    quietly(() => localStorage.removeItem(this.key));
  }

  /** Of this text, kept by windows that were closed, that crashed, or that are still open; newest first. */
  private others(): (Local & { key: string })[] {
    return locals(this.key.slice(0, this.key.indexOf('#') + 1))
      .filter(({ key }) => key !== this.key && this.adopted.has(key))
      .sort((a, b) => b.at - a.at);
  }

  /** Those whose text stands in this form: they need not be kept twice. */
  private readonly adopted = new Set<string>();

  private send(leaving = false): Promise<void> {
    // A form that has no version of a draft is kept on this device alone.
    if (!this.versionField || !this.dirty || this.waits || (this.over && !leaving)) return Promise.resolve();
    if (this.sending && !leaving) return this.sending.then(() => this.later(PAUSE_MS));
    clearTimeout(this.timer);
    const sent = this.put(leaving).finally(() => {
      if (this.sending === sent) this.sending = null;
    });
    this.sending = sent;
    return sent;
  }

  private async put(leaving: boolean): Promise<void> {
    const before = this.sent;
    const fields = this.fields();
    this.sent = fields;
    this.keepHere();
    this.dirty = false;
    const answer = await putDraft(this.place, this.isEmpty() ? null : fields, this.version, leaving);
    if (answer === 'unreachable') {
      this.failed(navigator.onLine ? 'Not saved yet: Waymark does not answer.' : 'Not saved yet: you are offline.');
    } else if (answer.ok) {
      this.sent = null;
      this.version = answer.version;
      if (!this.dirty) this.keepHere();
      if (!this.dirty && !this.over) {
        this.say(answer.savedAt === null ? '' : `Draft saved at ${keptAt(answer.savedAt)}. `);
        if (answer.savedAt !== null) this.offer('Delete draft', () => void this.throwAway());
      }
    } else if (answer.status === 412) {
      this.sent = null;
      this.choose(answer.current, before);
    } else if (answer.status === 401) {
      this.dirty = true;
      this.keepHere();
      this.say(`Not saved: you are signed out.${HERE} `);
      this.link('Sign in to go on', `/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`);
    } else if (answer.status >= 500 || answer.status === 429) {
      this.failed('Not saved yet: Waymark is away for a moment.');
    } else {
      this.dirty = true;
      this.keepHere();
      this.say(`Not saved: ${answer.why ?? 'this cannot be kept now.'}${HERE} `);
      this.link('See your drafts', '/settings/drafts');
    }
  }

  private failed(why: string): void {
    this.dirty = true;
    this.keepHere();
    this.say(why + HERE);
    this.later(TRY_AGAIN_MS);
  }

  /** Another window or device has saved a newer text: who writes decides, and nothing is lost before. */
  private choose(current: { version: number; fields: Fields | null }, before: Fields | null): void {
    const { fields, version } = current;
    this.dirty = true;
    // Posted or deleted elsewhere, or this window's own text, whose answer did not come.
    if (fields === null || (before && isSame(fields, before))) {
      this.version = version;
      this.keepHere();
      return this.later(0);
    }
    if (isSame(fields, this.fields())) {
      this.version = version;
      this.dirty = false;
      return this.keepHere();
    }
    this.keepHere();
    this.waits = true;
    const words = 'Another window or device saved a newer draft of this. ';
    this.announce(words);
    this.ask(words, { fields, version });
  }

  /** Until it is decided, the form stands on its own version: posted now, it leaves the other draft where it is. */
  private ask(words: string, other: { fields: Fields; version: number }): void {
    this.say(words);
    this.offer('Show the other', () => this.show(other));
    this.offer('Keep this one', () => {
      this.version = other.version;
      this.waits = false;
      this.typed();
      void this.send();
    });
  }

  /** Only to write on, or to post, is to take the other; till then this device keeps what was here. */
  private show(other: { fields: Fields; version: number }): void {
    const mine = { fields: this.fields(), version: this.version };
    this.fill(other.fields);
    this.version = other.version;
    this.dirty = false;
    this.waits = false;
    this.say('This is the draft that was saved elsewhere. ');
    this.offer('Back to what was here', () => {
      this.fill(mine.fields);
      this.version = mine.version;
      this.dirty = true;
      this.waits = true;
      this.ask('This is what was here. ', other);
    });
  }

  private async throwAway(): Promise<void> {
    for (const field of this.texts()) field.value = '';
    this.form.dispatchEvent(new CustomEvent('draft-filled', { detail: {} }));
    this.dirty = true;
    await this.send();
    if (this.dirty || this.version !== 0) return;
    this.forgetHere();
    this.say('The draft is deleted.');
  }

  /** Puts back what this device or the server kept, where the page itself brought nothing. */
  private async restore(): Promise<void> {
    const brought = this.version !== 0 || !this.isEmpty();
    const isConflict = this.form.querySelector('[data-conflict]') !== null || document.title.startsWith('Error');
    const [local, ...older] = locals(this.key.slice(0, this.key.indexOf('#') + 1)).sort((a, b) => b.at - a.at);
    if (isConflict) return;
    if (local?.dirty && (!brought || local.version === this.version)) {
      this.take(local);
      // What the server has by now is only asked where this device has something to add to it.
      return this.typed();
    }
    if (local && brought && local.dirty && !isSame(local.fields, this.fields())) {
      this.say('This device kept something else that you wrote here. ');
      this.offer('Show it', () => {
        this.take(local);
        this.typed();
      });
      return;
    }
    for (const { key, dirty } of [local, ...older].flatMap((one) => one ?? [])) {
      if (!dirty) quietly(() => localStorage.removeItem(key));
    }
    if (brought) {
      if (!this.versionField || this.version === 0) return;
      this.sayThatItIsBack(null);
      return this.dropPostedMeanwhile();
    }
    const kept = this.versionField && (await fetchDraft(this.place));
    // Somebody was faster, or has begun to type.
    if (!kept || this.dirty) return;
    if (!this.isEmpty()) return;
    this.version = kept.version;
    this.fill(kept.fields);
    this.keepHere();
    this.sayThatItIsBack(kept.savedAt);
  }

  /** The page before this one may have posted it, or deleted it, while this one was made. */
  private async dropPostedMeanwhile(): Promise<void> {
    const before = this.fields();
    if ((await fetchDraft(this.place)) !== null) return;
    if (this.dirty || !isSame(this.fields(), before)) return;
    for (const field of this.texts()) field.value = '';
    this.version = 0;
    this.say('');
    this.form.dispatchEvent(new CustomEvent('draft-filled', { detail: {} }));
  }

  private take({ key, ...local }: Local & { key: string }): void {
    this.adopted.add(key);
    this.fill(local.fields);
    this.version = local.version;
    this.sent = local.sent ?? null;
    this.say('What you wrote before is still here. ');
    if (!this.versionField) this.offer('Throw it away', () => this.beginAgain());
  }

  /** As the page brought it. */
  private beginAgain(): void {
    this.dirty = false;
    this.forgetHere();
    location.reload();
  }

  private sayThatItIsBack(savedAt: string | null): void {
    this.say(savedAt === null ? 'This is your draft. ' : `This is your draft from ${keptAt(savedAt)}. `);
    this.offer('Delete draft', () => void this.throwAway());
  }

  private submitted(event: SubmitEvent): void {
    // Sent in place, it is for who sends it to say that it was taken.
    if (this.form.dataset['inPlace'] === 'yes') return;
    if (this.sending) {
      // What is still on its way would come after the text was posted, and be a draft again.
      event.preventDefault();
      const { submitter } = event;
      void this.sending.finally(() => this.form.requestSubmit(submitter));
      return;
    }
    this.over = true;
    clearTimeout(this.timer);
    this.keepHere();
    // The next page tells: if this form is not there again with a fault, nor an error page in its stead, it was taken.
    markSent(this.key);
  }

  private texts(): (HTMLTextAreaElement | HTMLInputElement)[] {
    return [
      ...this.form.querySelectorAll<HTMLTextAreaElement | HTMLInputElement>('textarea[name], input[type=text][name]'),
    ].filter(({ readOnly }) => !readOnly);
  }

  private isEmpty(): boolean {
    if (this.form.querySelector('input[name=files]')) return false;
    return this.texts().every(({ value }) => value.trim() === '');
  }

  private fields(): Fields {
    const fields: Record<string, string | string[]> = {};
    for (const [name, value] of new FormData(this.form)) {
      if (typeof value !== 'string' || name.startsWith('_') || NOT_WRITTEN.has(name)) continue;
      const before = fields[name];
      fields[name] = before === undefined ? value : [before, value].flat();
    }
    return fields;
  }

  private fill(fields: Fields): void {
    for (const field of this.form.elements) {
      if (!(
        field instanceof HTMLInputElement ||
        field instanceof HTMLTextAreaElement ||
        field instanceof HTMLSelectElement
      ))
        continue;
      const { name } = field;
      // Files are put back by who shows them.
      if (name === '' || name.startsWith('_') || name === 'files' || NOT_WRITTEN.has(name)) continue;
      const values = [fields[name] ?? []].flat();
      if (field instanceof HTMLInputElement && (field.type === 'checkbox' || field.type === 'radio')) {
        if (field.type === 'checkbox' || name in fields) field.checked = values.includes(field.value);
      } else if (name in fields || field instanceof HTMLTextAreaElement) field.value = values[0] ?? '';
    }
    this.form.dispatchEvent(new CustomEvent('draft-filled', { detail: fields }));
  }

  private say(words: string): void {
    if (this.line) this.line.textContent = words;
  }

  /** What changes while somebody types is not read out; a choice is. */
  private announce(words: string): void {
    const voice = this.form.querySelector('[data-draft-state]');
    if (voice) voice.textContent = `${words}Choose below which to keep.`;
  }

  private offer(words: string, act: () => void): void {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'wm-linkbtn';
    button.textContent = words;
    button.addEventListener('click', act);
    this.line?.append(button, ' ');
  }

  private link(words: string, href: string): void {
    const link = document.createElement('a');
    link.className = 'govuk-link';
    link.href = href;
    link.textContent = words;
    this.line?.append(link);
  }
}

export const keepDraft = (form: HTMLFormElement): void => new Draft(form).begin();

/** The next page tells whether what was kept under this name has been taken. */
export const markSent = (key: string): void => quietly(() => sessionStorage.setItem(SENT, key));

/** A form that was sent, and that this page does not show again with a fault, has been taken: its draft goes. */
export function forgetSentDraft(): void {
  const key = quietly(() => sessionStorage.getItem(SENT));
  if (!key) return;
  quietly(() => sessionStorage.removeItem(SENT));
  const failed =
    document.title.startsWith('Error') ||
    document.querySelector('[data-conflict]') ||
    document.querySelector('[data-to-copy]') ||
    document.querySelector('[data-error-page]');
  if (!failed) quietly(() => localStorage.removeItem(key));
}
