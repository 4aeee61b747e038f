/** As on the server: a quotation is to remind of what was said. */
const MOST = 2_000;

/**
 * "Quote" puts what was selected in a post, or else all of it, into the reply that is being written. Without a script it
 * is a link that opens the page with the quotation in the form.
 */
export function quoteInPlace(form: HTMLFormElement): void {
  const body = form.querySelector<HTMLTextAreaElement>('textarea[name=body]');
  const replyTo = form.querySelector<HTMLInputElement>('input[name=replyTo]');
  if (!body || !replyTo) return;

  // Opening the menu of a post takes the selection away: what was selected is remembered until one clicks elsewhere.
  let selected: { post: string; text: string } | null = null;
  document.addEventListener('selectionchange', () => (selected = selection() ?? selected));
  document.addEventListener('pointerdown', ({ target }) => {
    if (target instanceof Element && !target.closest('[data-menu]')) selected = null;
  });

  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-quote]') : null;
    if (!link) return;
    event.preventDefault();
    const id = link.dataset['quote'] ?? '';
    const text = selected?.post === id ? selected.text : null;
    void (text === null ? whole(id) : Promise.resolve(text)).then((words) => {
      if (words === null) return location.assign(link.href);
      insert(link, words);
    });
  });

  function insert(link: HTMLAnchorElement, text: string): void {
    const lines = [link.dataset['quoteIntro'] ?? '', '', ...cut(text).split('\n')];
    const quotation = lines.map((line) => `> ${line}`.trimEnd()).join('\n');
    link.closest<HTMLDetailsElement>('details')?.removeAttribute('open');
    if (body!.value.trim() === '' && replyTo!.value === '') {
      link.closest('li[data-id]')?.querySelector<HTMLElement>('a[data-reply-to]')?.click();
    }
    body!.value = `${body!.value.trimEnd()}${body!.value.trim() === '' ? '' : '\n\n'}${quotation}\n\n`;
    body!.dispatchEvent(new Event('input', { bubbles: true }));
    body!.focus();
    body!.setSelectionRange(body!.value.length, body!.value.length);
    body!.scrollTop = body!.scrollHeight;
    form.scrollIntoView({ block: 'nearest' });
  }
}

/** What is selected now, where that is within the text of one post. */
function selection(): { post: string; text: string } | null {
  const now = document.getSelection();
  const text = now?.toString().trim() ?? '';
  if (!now || text === '') return null;
  const [from, to] = [now.anchorNode, now.focusNode].map((node) =>
    (node instanceof Element ? node : node?.parentElement)?.closest('.wm-post__b')?.closest<HTMLElement>('li[data-id]'),
  );
  return from && from === to ? { post: from.dataset['id'] ?? '', text } : null;
}

/** The post as it was written. Null: it cannot be had now. */
async function whole(id: string): Promise<string | null> {
  try {
    const answer = await fetch(`/api/v1/posts/${id}`);
    return answer.ok ? ((await answer.json()) as { body: string | null }).body : null;
  } catch {
    return null;
  }
}

const cut = (text: string): string => (text.length <= MOST ? text : `${text.slice(0, MOST).replace(/\s\S*$/, '')} …`);
