/** Waits until somebody stops typing for so long. */
const PAUSE_MS = 200;

interface Suggestion {
  name: string;
  detail: string;
  insert: string;
}

interface Trigger {
  /** Where in the text it begins. */
  from: number;
  q: string;
  kind: 'mentions' | 'references';
  /** Enter takes the first at once; after # one may be writing a heading. */
  eager: boolean;
}

const KINDS: Readonly<Record<string, string>> = {
  'case-note': 'Case note',
  guidance: 'Guide',
  council: 'Council',
  'spin-out': 'Spin-out',
  organisation: 'Organisation',
  question: 'Question',
  tactic: 'Tactic',
};

let boxes = 0;

/**
 * Suggestions while a name is typed after @ or a title after # or [[. The text field keeps the focus; the list is driven
 * from it by the arrow keys, Enter and Escape (ARIA APG: combobox with a listbox; a field of several lines keeps its own
 * role).
 */
export function suggestNames(holder: HTMLElement): void {
  const field = holder.querySelector('textarea');
  if (!field) return;
  new Completion(holder, field).begin();
}

class Completion {
  private readonly list = document.createElement('ul');
  private readonly voice = document.createElement('p');
  private items: readonly Suggestion[] = [];
  private active = -1;
  private timer = 0;
  private asked = 0;
  private trigger: Trigger | null = null;

  constructor(
    private readonly holder: HTMLElement,
    private readonly field: HTMLTextAreaElement,
  ) {}

  begin(): void {
    boxes += 1;
    this.list.id = `suggestions-${boxes}`;
    this.list.className = 'wm-suggest';
    this.list.setAttribute('role', 'listbox');
    this.list.setAttribute('aria-label', 'Suggestions');
    this.list.hidden = true;
    this.voice.className = 'govuk-visually-hidden';
    this.voice.setAttribute('role', 'status');
    this.holder.append(this.list, this.voice);
    this.field.setAttribute('aria-autocomplete', 'list');
    this.field.setAttribute('aria-haspopup', 'listbox');
    this.field.addEventListener('input', () => this.look());
    this.field.addEventListener('click', () => this.close());
    this.field.addEventListener('blur', () => this.close());
    this.field.addEventListener('keydown', (event) => this.key(event));
    this.list.addEventListener('mousedown', (event) => {
      event.preventDefault();
      const item = (event.target as Element).closest('li');
      if (item) this.take(Number(item.dataset['n']));
    });
  }

  private look(): void {
    clearTimeout(this.timer);
    this.trigger = triggerIn(this.field);
    if (!this.trigger) return this.close();
    this.timer = window.setTimeout(() => void this.ask(), PAUSE_MS);
  }

  private async ask(): Promise<void> {
    const { trigger } = this;
    if (!trigger) return;
    this.asked += 1;
    const mine = this.asked;
    const query = new URLSearchParams({ q: trigger.q });
    const threadId = this.holder.dataset['complete'] ?? '';
    if (trigger.kind === 'mentions' && threadId !== '') query.set('threadId', threadId);
    const answer = await fetch(`/api/v1/suggestions/${trigger.kind}?${query}`).catch(() => null);
    // Only the newest counts; a failure suggests nothing.
    if (mine !== this.asked || trigger !== this.trigger) return;
    if (!answer?.ok) return this.close();
    const { items } = (await answer.json()) as { items: (Suggestion & { kind: string; title: string; url: string })[] };
    this.show(
      trigger.kind === 'mentions'
        ? items
        : items.map(({ kind, title, url }) => ({
            name: title,
            detail: KINDS[kind] ?? '',
            insert: `[${title.replace(/[[\]\\]/g, ' ')}](${url})`,
          })),
      trigger.eager,
    );
  }

  private show(items: readonly Suggestion[], eager: boolean): void {
    this.items = items;
    if (items.length === 0) return this.close();
    this.list.replaceChildren(
      ...items.map(({ name, detail }, n) => {
        const item = document.createElement('li');
        item.id = `${this.list.id}-${n}`;
        item.dataset['n'] = String(n);
        item.setAttribute('role', 'option');
        const more = document.createElement('span');
        more.textContent = detail;
        item.append(name, ' ', more);
        return item;
      }),
    );
    this.list.hidden = false;
    this.field.setAttribute('aria-controls', this.list.id);
    this.move(eager ? 0 : -1);
    const count = items.length === 1 ? '1 suggestion' : `${items.length} suggestions`;
    this.voice.textContent = `${count}. Up and down to choose, Enter to take one.`;
  }

  private move(to: number): void {
    this.active = to;
    for (const [n, item] of [...this.list.children].entries()) item.setAttribute('aria-selected', String(n === to));
    if (to < 0) this.field.removeAttribute('aria-activedescendant');
    else this.field.setAttribute('aria-activedescendant', `${this.list.id}-${to}`);
    this.list.children[to]?.scrollIntoView({ block: 'nearest' });
  }

  private key(event: KeyboardEvent): void {
    if (this.list.hidden || event.isComposing) return;
    const { length } = this.items;
    if (event.key === 'ArrowDown') this.move((this.active + 1) % length);
    else if (event.key === 'ArrowUp') this.move(this.active <= 0 ? length - 1 : this.active - 1);
    else if (event.key === 'Escape') this.close();
    else if ((event.key === 'Enter' || event.key === 'Tab') && this.active >= 0) this.take(this.active);
    else return;
    event.preventDefault();
  }

  private take(n: number): void {
    const item = this.items[n];
    const { trigger, field } = this;
    if (!item || !trigger) return;
    field.setRangeText(`${item.insert} `, trigger.from, field.selectionStart, 'end');
    this.close();
    this.voice.textContent = `${item.name} is in your text.`;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }

  private close(): void {
    clearTimeout(this.timer);
    this.asked += 1;
    this.items = [];
    this.active = -1;
    this.list.hidden = true;
    this.list.replaceChildren();
    this.field.removeAttribute('aria-activedescendant');
    this.field.removeAttribute('aria-controls');
  }
}

function triggerIn({ value, selectionStart, selectionEnd }: HTMLTextAreaElement): Trigger | null {
  if (selectionStart !== selectionEnd) return null;
  const before = value.slice(Math.max(0, selectionStart - 80), selectionStart);
  const name = /(?:^|[\s(])(@)([^\s@#[\]()]{1,30}(?: [^\s@#[\]()]{1,30})?)$/u.exec(before);
  const title = /(?:^|[\s(])(#|\[\[)([^\s#@[\]()][^\n#@[\]()]{1,50})$/u.exec(before);
  const found = name ?? title;
  if (!found) return null;
  const [, mark = '', q = ''] = found;
  return {
    from: selectionStart - mark.length - q.length,
    q,
    kind: name ? 'mentions' : 'references',
    eager: mark !== '#',
  };
}
