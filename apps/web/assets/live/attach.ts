/**
 * Sends files as soon as they are chosen, dropped or pasted, one after the other, and says how far each is. What is
 * attached is a ticked box of the form, named `files`, as it is without a script.
 */
interface Sent {
  id: string;
  name: string;
  kind: string;
  size: number;
  width: number | null;
  alt: string | null;
  url: string;
}

interface Refusal {
  detail?: string;
  errors?: { message: string }[];
}

/** Says of a form what it is filled with by now: see drafts.ts. */
const FILLED = 'draft-filled';

const LABELS: Readonly<Record<string, string>> = {
  png: 'PNG picture',
  jpeg: 'JPEG picture',
  webp: 'WebP picture',
  pdf: 'PDF',
  docx: 'Word document',
  xlsx: 'Excel workbook',
  pptx: 'PowerPoint slides',
  csv: 'CSV table',
  txt: 'Plain text',
};

class Attaching {
  private readonly most: number;
  private readonly mostBytes: number;
  private readonly list: HTMLElement;
  private readonly input: HTMLInputElement;
  private readonly state: HTMLElement;
  /** What is on its way; the next one waits for it. */
  private busy: Promise<void> = Promise.resolve();
  private underWay = 0;
  private readonly known = new Map<string, Sent>();
  /** Pictures of which the server does not have by now what is said of them. */
  private readonly unsaved = new Set<HTMLElement>();

  constructor(
    private readonly area: HTMLElement,
    private readonly form: HTMLFormElement,
  ) {
    this.most = Number(area.dataset['attach']);
    this.mostBytes = Number(area.dataset['mostBytes']);
    this.list = area.querySelector<HTMLElement>('[data-attached]')!;
    this.input = area.querySelector<HTMLInputElement>('input[type=file]')!;
    this.state = area.querySelector<HTMLElement>('[data-attach-state]')!;
  }

  begin(): void {
    for (const part of this.area.querySelectorAll<HTMLElement>('[data-without-script]')) part.hidden = true;
    for (const item of this.list.querySelectorAll<HTMLElement>('[data-file]')) this.enliven(item);
    this.input.addEventListener('change', () => {
      this.take([...(this.input.files ?? [])]);
      this.input.value = '';
    });
    this.form.querySelector('textarea[name=body]')?.addEventListener('paste', (event) => {
      const { clipboardData } = event as ClipboardEvent;
      const files = [...(clipboardData?.files ?? [])];
      // Word and Excel put a picture of the text beside the text.
      if (files.length === 0 || clipboardData?.types.includes('text/plain')) return;
      event.preventDefault();
      this.take(files.map((file) => (/^image\.\w+$/.test(file.name) ? renamed(file) : file)));
    });
    for (const kind of ['dragover', 'drop'] as const) {
      this.form.addEventListener(kind, (event) => {
        if (!event.dataTransfer?.types.includes('Files')) return;
        event.preventDefault();
        if (kind === 'drop') this.take([...event.dataTransfer.files]);
      });
    }
    // Before all others: neither the draft nor the reply goes while a file is on its way.
    this.form.addEventListener('submit', (event) => this.submitted(event), { capture: true });
    this.form.addEventListener(FILLED, (event) => void this.fill((event as CustomEvent<Fields | undefined>).detail));
  }

  private take(files: readonly File[]): void {
    if (files.length === 0) return;
    if (this.area instanceof HTMLDetailsElement) this.area.open = true;
    const room = Math.max(0, this.most - this.list.querySelectorAll(':scope > :not([data-refused])').length);
    for (const file of files.slice(0, room)) this.add(file);
    if (files.length <= room) return;
    const more = files.length - room;
    this.say(
      `A post can have ${this.most} files: ${more} of those you chose ${more === 1 ? 'was' : 'were'} not added.`,
    );
  }

  private add(file: File): void {
    const item = document.createElement('li');
    const line = document.createElement('span');
    item.append(line);
    this.list.append(item);
    const request = new XMLHttpRequest();
    this.removable(item, file.name, () => request.abort());
    if (file.size > this.mostBytes) {
      return this.failed(
        item,
        line,
        `“${file.name}” is larger than 10 MB. Make it smaller, or attach it in parts`,
        null,
      );
    }
    line.textContent = `${file.name}: waiting…`;
    this.underWay += 1;
    this.busy = this.busy
      .then(() => (item.isConnected ? this.send(file, item, line, request) : undefined))
      .finally(() => (this.underWay -= 1));
  }

  private send(file: File, item: HTMLElement, line: HTMLElement, request: XMLHttpRequest): Promise<void> {
    return new Promise((resolve) => {
      line.textContent = `${file.name}: sending…`;
      request.open('POST', '/api/v1/files');
      request.setRequestHeader('idempotency-key', key());
      request.responseType = 'json';
      request.upload.addEventListener('progress', ({ loaded, total, lengthComputable }) => {
        if (lengthComputable) line.textContent = `${file.name}: ${Math.round((100 * loaded) / total)}% sent`;
      });
      request.addEventListener('load', () => {
        const said = request.response as (Sent & Refusal) | null;
        if (request.status === 201 && said) {
          const made = this.itemOf(said);
          item.replaceWith(made);
          this.say(`${said.name} is attached.${isPicture(said) ? ' Say what it shows.' : ''}`);
          this.changed();
          return;
        }
        const again = request.status >= 500 || request.status === 429 ? file : null;
        this.failed(item, line, said?.errors?.[0]?.message ?? said?.detail ?? 'Waymark does not answer.', again);
      });
      request.addEventListener('error', () =>
        this.failed(item, line, `“${file.name}” is not sent: you are offline, or Waymark does not answer.`, file),
      );
      request.addEventListener('loadend', () => resolve());
      const parts = new FormData();
      parts.append('file', file, file.name);
      request.send(parts);
    });
  }

  private failed(item: HTMLElement, line: HTMLElement, why: string, again: File | null): void {
    item.dataset['refused'] = '';
    line.className = 'govuk-error-message';
    line.textContent = why.replace(/([^.!?])$/, '$1.');
    this.say(line.textContent);
    if (!again) return;
    const retry = button('Try again', () => {
      item.remove();
      this.add(again);
    });
    line.after(' ', retry);
  }

  /** As AttachedItem in threads/attach-files.tsx. */
  private itemOf(file: Sent): HTMLElement {
    this.known.set(file.id, file);
    const item = document.createElement('li');
    item.dataset['file'] = file.id;
    const rest = document.createElement('div');
    const name = document.createElement('label');
    name.className = 'wm-attached__name';
    const box = document.createElement('input');
    Object.assign(box, { type: 'checkbox', name: 'files', value: file.id, checked: true });
    const words = document.createElement('span');
    words.className = 'wm-nil';
    words.textContent = `${LABELS[file.kind] ?? file.kind}, ${sizeInWords(file.size)}`;
    name.append(box, ` ${file.name} `, words);
    rest.append(name);
    if (isPicture(file)) {
      const image = document.createElement('img');
      Object.assign(image, { src: file.url, alt: '', width: 64, height: 64 });
      item.append(image);
      rest.append(descriptionOf(file));
    }
    item.append(rest);
    this.enliven(item);
    return item;
  }

  /** The box that is ticked to keep it becomes a button to remove it, and what is said of a picture is sent. */
  private enliven(item: HTMLElement): void {
    const id = item.dataset['file']!;
    const box = item.querySelector<HTMLInputElement>('input[name=files]')!;
    box.hidden = true;
    const name = [...(box.parentElement?.childNodes ?? [])]
      .filter((node) => node instanceof Text)
      .map((node) => node.textContent)
      .join('')
      .trim();
    this.removable(item, name, () => {
      // What stands in a post is no longer to be thrown away: it goes when the post is saved.
      void fetch(`/api/v1/files/${id}`, { method: 'DELETE' }).catch(() => undefined);
      this.changed();
    });
    const [alt, decorative] = this.descriptionIn(item);
    if (!alt || !decorative) return;
    const described = (): void => {
      alt.disabled = decorative.checked;
      this.underWay += 1;
      this.busy = this.busy.then(() => this.describe(item)).finally(() => (this.underWay -= 1));
    };
    alt.disabled = decorative.checked;
    for (const field of [alt, decorative]) field.addEventListener('change', described);
  }

  /** What does not reach the server stays in its field, is said so, and is tried again before the post goes. */
  private async describe(item: HTMLElement): Promise<void> {
    const [alt, decorative] = this.descriptionIn(item);
    const wasUnsaved = this.unsaved.delete(item);
    if (!item.isConnected || !alt || !decorative || this.isMute(item)) return;
    const said = { alt: alt.value, decorative: decorative.checked };
    const why = await putDescription(item.dataset['file']!, said);
    if (why === null) {
      const file = this.known.get(item.dataset['file']!);
      if (file) this.known.set(file.id, { ...file, alt: said.decorative ? '' : said.alt });
      if (wasUnsaved) this.say('What the picture shows is saved.');
      return;
    }
    this.unsaved.add(item);
    this.say(`What the picture shows is not saved yet. ${why}`);
  }

  /** Nobody said what the picture shows, nor that it only decorates. */
  private isMute(item: HTMLElement): boolean {
    const [alt, decorative] = this.descriptionIn(item);
    return alt !== null && decorative !== null && alt.value.trim() === '' && !decorative.checked;
  }

  private descriptionIn(item: HTMLElement): [HTMLInputElement | null, HTMLInputElement | null] {
    return [item.querySelector('input[name^="_alt:"]'), item.querySelector('input[name^="_decorative:"]')];
  }

  private submitted(event: SubmitEvent): void {
    const { submitter } = event;
    const posts = !(submitter instanceof HTMLButtonElement && submitter.name !== '');
    const hold = (): void => {
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    if (this.underWay > 0) {
      hold();
      this.say('Your files are still being sent. Your post goes when they are there.');
      void this.busy.then(() => this.form.requestSubmit(submitter));
      return;
    }
    if (!posts) return;
    const items = [...this.list.querySelectorAll<HTMLElement>('[data-file]')];
    // Only now: a message that goes while somebody types moves what they are about to press.
    for (const item of items) this.mark(item, false);
    const mute = items.find((item) => this.isMute(item));
    if (!mute) {
      // A form that is sent as one brings it along.
      const unsaved = this.form.dataset['inPlace'] === 'yes' ? items.filter((item) => this.unsaved.has(item)) : [];
      if (unsaved.length === 0) return;
      hold();
      void this.saveAgain(unsaved, submitter);
      return;
    }
    hold();
    if (this.area instanceof HTMLDetailsElement) this.area.open = true;
    this.mark(mute, true);
    this.descriptionIn(mute)[0]!.focus();
  }

  /** Then the post goes, unless something is still not saved: without it the post would be refused. */
  private async saveAgain(items: readonly HTMLElement[], submitter: HTMLElement | null): Promise<void> {
    this.underWay += 1;
    for (const item of items) await this.describe(item);
    this.underWay -= 1;
    const left = items.find((item) => this.unsaved.has(item));
    if (left) this.descriptionIn(left)[0]?.focus();
    else this.form.requestSubmit(submitter);
  }

  private mark(item: HTMLElement, wrong: boolean): void {
    const group = item.querySelector<HTMLElement>('.govuk-form-group');
    const [alt] = this.descriptionIn(item);
    group?.classList.toggle('govuk-form-group--error', wrong);
    alt?.classList.toggle('govuk-input--error', wrong);
    group?.querySelector('.govuk-error-message')?.remove();
    alt?.removeAttribute('aria-describedby');
    if (!wrong || !group || !alt) return;
    const message = document.createElement('p');
    message.className = 'govuk-error-message';
    message.id = `error-${item.dataset['file'] ?? ''}`;
    message.append(hidden('Error: '), 'Describe the picture, or say that it only decorates');
    alt.before(message);
    alt.setAttribute('aria-describedby', message.id);
  }

  /** The form was filled in from a draft, or emptied: what is attached is what it says. */
  private async fill(fields: Fields = {}): Promise<void> {
    const ids = [fields['files'] ?? []].flat();
    const there = new Map(
      [...this.list.querySelectorAll<HTMLElement>('[data-file]')].map((item) => [item.dataset['file']!, item]),
    );
    for (const [id, item] of there) if (!ids.includes(id)) item.remove();
    const missing = ids.filter((id) => !there.has(id));
    if (ids.length === 0 && this.area instanceof HTMLDetailsElement) this.area.open = false;
    if (missing.length === 0) return;
    if (this.area instanceof HTMLDetailsElement) this.area.open = true;
    // At once, so that a draft that is saved meanwhile does not lose them.
    const held = missing.map((id) => {
      const item = document.createElement('li');
      const box = document.createElement('input');
      Object.assign(box, { type: 'checkbox', name: 'files', value: id, checked: true, hidden: true });
      item.dataset['file'] = id;
      item.append(box);
      this.list.append(item);
      return { id, item };
    });
    if (missing.some((id) => !this.known.has(id))) await this.learn();
    let lost = false;
    for (const { id, item } of held) {
      const file = this.known.get(id);
      if (file && item.isConnected) item.replaceWith(this.itemOf(file));
      lost ||= !file;
      if (!file) item.remove();
    }
    if (lost) this.say('A file that was attached here is not kept any more. Attach it again.');
  }

  private async learn(): Promise<void> {
    const answer = await fetch('/api/v1/me/files').catch(() => null);
    if (!answer?.ok) return;
    const { items } = (await answer.json()) as { items: Sent[] };
    for (const file of items) this.known.set(file.id, file);
  }

  private removable(item: HTMLElement, name: string, before: () => void): void {
    const remove = button('Remove', () => {
      item.remove();
      before();
      this.say(`${name} is removed.`);
      this.input.focus();
    });
    remove.append(hidden(` ${name}`));
    item.append(remove);
  }

  /** Nobody typed it: the draft is told all the same. */
  private changed(): void {
    this.form.dispatchEvent(new Event('change', { bubbles: true }));
  }

  private say(words: string): void {
    this.state.textContent = words;
  }
}

type Fields = Readonly<Record<string, string | readonly string[]>>;

export function attachInPlace(area: HTMLElement): void {
  const form = area.closest('form');
  if (form) new Attaching(area, form).begin();
}

/** Null: the server has it; else why not. */
async function putDescription(id: string, said: { alt: string; decorative: boolean }): Promise<string | null> {
  const answer = await fetch(`/api/v1/files/${id}/description`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(said),
  }).catch(() => null);
  if (answer?.ok) return null;
  if (!answer || answer.status >= 500) {
    return 'You are offline, or Waymark does not answer. Press the button to post again in a moment.';
  }
  const refusal = (await answer.json().catch(() => ({}))) as Refusal;
  return refusal.errors?.[0]?.message ?? refusal.detail ?? 'Waymark does not take it.';
}

function descriptionOf({ id, name, alt }: Sent): HTMLElement {
  const group = document.createElement('div');
  group.className = 'govuk-form-group';
  const label = document.createElement('label');
  label.className = 'govuk-label';
  label.htmlFor = `alt-${id}`;
  label.append('What does it show? ', hidden(name));
  const input = document.createElement('input');
  Object.assign(input, {
    className: 'govuk-input',
    id: `alt-${id}`,
    name: `_alt:${id}`,
    maxLength: 300,
    value: alt ?? '',
  });
  const only = document.createElement('label');
  only.className = 'wm-attached__decorative';
  const box = document.createElement('input');
  Object.assign(box, { type: 'checkbox', name: `_decorative:${id}`, value: 'yes', checked: alt === '' });
  only.append(box, ' It only decorates');
  group.append(label, input, only);
  return group;
}

const isPicture = ({ width }: Sent): boolean => width !== null;

const sizeInWords = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1_000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

const key = (): string => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(36).slice(2)}`;

/** What a browser calls a picture that was pasted says nothing. */
const renamed = (file: File): File =>
  new File([file], `Picture ${new Date().toISOString().slice(0, 16).replace('T', ' ').replace(':', '.')}.png`, {
    type: file.type,
  });

function button(words: string, act: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'wm-linkbtn';
  made.textContent = words;
  made.addEventListener('click', act);
  return made;
}

function hidden(words: string): HTMLElement {
  const made = document.createElement('span');
  made.className = 'govuk-visually-hidden';
  made.textContent = words;
  return made;
}
