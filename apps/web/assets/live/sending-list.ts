import { type Sending, type SendingState } from './outbox.ts';

interface Does {
  again(id: string): void;
  /** Takes the text back to where it was written. */
  change(sending: Sending): void;
}

interface Shown {
  readonly item: HTMLElement;
  readonly state: HTMLElement;
  readonly acts: HTMLElement;
}

/** The replies that are on their way, below the posts, as their writer will see them. */
export class SendingList {
  private readonly list = document.createElement('ol');
  private readonly shown = new Map<string, Shown>();

  constructor(
    before: HTMLElement,
    private readonly does: Does,
  ) {
    this.list.className = 'wm-trail wm-sending';
    this.list.setAttribute('aria-label', 'Your replies that are not posted yet');
    this.list.hidden = true;
    before.before(this.list);
  }

  show(entries: readonly { readonly sending: Sending; readonly state: SendingState }[]): void {
    const ids = new Set(entries.map(({ sending }) => sending.id));
    for (const [id, { item }] of this.shown) {
      if (ids.has(id)) continue;
      item.remove();
      this.shown.delete(id);
    }
    for (const { sending, state } of entries) this.update(sending, state);
    this.list.hidden = entries.length === 0;
  }

  private update(sending: Sending, state: SendingState): void {
    const shown = this.shown.get(sending.id) ?? this.add(sending);
    shown.item.dataset['sending'] = state.is;
    const words = wordsFor(state);
    if (shown.state.textContent !== words) shown.state.textContent = words;
    shown.acts.hidden = state.is === 'sending' || (state.is === 'waiting' && state.why === '');
  }

  private add(sending: Sending): Shown {
    const item = document.createElement('li');
    item.className = 'wm-post wm-post--sending';
    const face = document.createElement('span');
    face.className = 'wm-face';
    face.setAttribute('aria-hidden', 'true');
    face.textContent = '…';
    const head = document.createElement('div');
    head.className = 'wm-post__h';
    const name = document.createElement('h2');
    name.textContent = 'You';
    const state = document.createElement('span');
    head.append(name, state);
    const body = document.createElement('div');
    body.className = 'wm-post__b';
    const text = document.createElement('p');
    text.textContent = sending.body;
    body.append(text);
    const acts = document.createElement('ul');
    acts.className = 'wm-acts';
    acts.append(
      this.button('Try again', () => this.does.again(sending.id)),
      this.button('Change it', () => this.does.change(sending)),
    );
    const content = document.createElement('div');
    content.append(head, body, acts);
    item.append(face, content);
    this.list.append(item);
    const shown = { item, state, acts };
    this.shown.set(sending.id, shown);
    return shown;
  }

  private button(words: string, act: () => void): HTMLElement {
    const line = document.createElement('li');
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'wm-linkbtn';
    button.textContent = words;
    button.addEventListener('click', act);
    line.append(button);
    return line;
  }
}

function wordsFor(state: SendingState): string {
  if (state.is === 'sending') return 'Sending…';
  if (state.is === 'waiting' && state.why === '') return 'Waits to be sent';
  return `Not sent. ${state.why}`;
}
