import { type Draft } from './drafts.ts';
import { type Connection } from './connection.ts';

interface Problem {
  detail?: string;
  errors?: { message: string }[];
}

const SENDING = 'waymark-sending:';

/**
 * Sends a reply without leaving the page. The message has an id of its own, kept until it is acknowledged, so that
 * trying again after a lost connection, or a crash, never posts twice.
 */
export function sendInPlace(form: HTMLFormElement, threadId: string, draft: Draft, connection: Connection): void {
  const body = form.querySelector<HTMLTextAreaElement>('textarea[name=body]');
  const replyTo = form.querySelector<HTMLInputElement>('input[name=replyTo]');
  const state = form.querySelector<HTMLElement>('[data-draft-state]');
  const button = form.querySelector<HTMLButtonElement>('button:not([type=button])');
  if (!body || !replyTo || !state || !button) return;

  form.dataset['inPlace'] = 'yes';
  chooseAnswer(form, replyTo, body);

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (button.disabled) return;
    button.disabled = true;
    state.textContent = 'Sending…';
    void send().finally(() => (button.disabled = false));
  });

  async function send(): Promise<void> {
    const from = await draft.settled();
    const text = body!.value;
    const clientMessageId = messageId(threadId, text, replyTo!.value);
    let answer: Response;
    try {
      answer = await fetch(`/api/v1/threads/${threadId}/posts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          body: text,
          clientMessageId,
          ...from,
          ...(replyTo!.value ? { replyTo: replyTo!.value } : {}),
        }),
      });
    } catch {
      draft.goOn();
      state!.textContent =
        'Not sent: you are offline. Your reply is kept on this device. Press “Post reply” to try again.';
      return;
    }
    if (!answer.ok) {
      draft.goOn();
      const problem = (await answer.json().catch(() => ({}))) as Problem;
      const why = problem.errors?.[0]?.message ?? problem.detail ?? 'Something went wrong at our end.';
      state!.textContent = `Not sent. ${why} Your reply is kept on this device.`;
      return;
    }
    const post = (await answer.json()) as { author: { id: string } };
    localStorage.removeItem(SENDING + threadId);
    body!.value = '';
    draft.posted();
    connection.writesAs(post.author.id);
    state!.textContent = 'Your reply is posted.';
    await connection.catchUp();
  }
}

/** The id under which this text was tried before, or a new one. */
function messageId(threadId: string, text: string, replyTo: string): string {
  const key = SENDING + threadId;
  try {
    const tried = JSON.parse(localStorage.getItem(key) ?? 'null') as {
      id: string;
      text: string;
      replyTo: string;
    } | null;
    if (tried && tried.text === text && tried.replyTo === replyTo) return tried.id;
    const id = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(36).slice(2)}`;
    localStorage.setItem(key, JSON.stringify({ id, text, replyTo }));
    return id;
  } catch {
    return `${Date.now()}-${Math.random().toString(36).slice(2)}`;
  }
}

/** "Reply" under an answer points the form at it, without loading the page again. */
function chooseAnswer(form: HTMLFormElement, replyTo: HTMLInputElement, body: HTMLTextAreaElement): void {
  const line = form.querySelector<HTMLElement>('[data-replying-to]');
  const choose = (id: string, name: string): void => {
    replyTo.value = id;
    if (!line) return;
    line.hidden = id === '';
    const back = document.createElement('button');
    back.type = 'button';
    back.className = 'wm-linkbtn';
    back.textContent = 'Answer the question instead';
    back.addEventListener('click', () => choose('', ''));
    line.replaceChildren(`Replying to ${name}. `, back);
  };
  form.addEventListener('draft-filled', () => {
    const link = document.querySelector<HTMLElement>(`a[data-reply-to="${CSS.escape(replyTo.value)}"]`);
    if (replyTo.value !== '') choose(replyTo.value, link?.dataset['replyName'] ?? 'an earlier answer');
  });
  document.addEventListener('click', (event) => {
    const link = (event.target as Element).closest<HTMLElement>('a[data-reply-to]');
    if (!link) return;
    event.preventDefault();
    choose(link.dataset['replyTo'] ?? '', link.dataset['replyName'] ?? '');
    body.focus();
    form.scrollIntoView({ block: 'nearest' });
  });
}
