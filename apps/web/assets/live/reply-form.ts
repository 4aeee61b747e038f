import { SENT } from './before.ts';
import { type Connection } from './connection.ts';
import { dropPosted } from './draft-store.ts';
import { Outbox, type Sending, type Sent } from './outbox.ts';
import { SendingList } from './sending-list.ts';
import { type Trail } from './trail.ts';

interface Problem {
  detail?: string;
  errors?: { message: string }[];
}

/** So often it is said that somebody is writing. */
const TYPING_MS = 3_000;

/**
 * Sends a reply without leaving the page: it shows at once, as being sent, and is posted once however often it has to be
 * tried, also where several are written while nothing gets through.
 */
export function sendInPlace(
  form: HTMLFormElement,
  thread: { id: string; me: string; area: HTMLElement },
  trail: Trail,
  connection: Connection,
  say: (words: string) => void,
): void {
  const body = form.querySelector<HTMLTextAreaElement>('textarea[name=body]');
  const replyTo = form.querySelector<HTMLInputElement>('input[name=replyTo]');
  const state = form.querySelector<HTMLElement>('[data-draft-state]');
  const button = form.querySelector<HTMLButtonElement>('button:not([name]):not([type=button])');
  if (!body || !replyTo || !state || !button) return;

  form.dataset['inPlace'] = 'yes';
  const choose = chooseAnswer(form, replyTo, body);
  const list = new SendingList(thread.area, {
    again: (id) => outbox.again(id),
    change: (sending) => {
      outbox.remove(sending.id);
      choose(String(sending.fields['replyTo'] ?? ''));
      body.value = [sending.body, body.value].filter((text) => text.trim() !== '').join('\n\n');
      attach(form, sending.fields);
      changed(body);
      body.focus();
    },
  });
  const outbox = new Outbox(
    thread.id,
    thread.me,
    async (sending) => {
      const sent = await post(thread.id, sending);
      if (sent.ok && sending.fields['draftVersion'] === undefined) {
        await dropPosted(form.dataset['draft'] ?? '', sending.body);
      }
      return sent;
    },
    (entries) => {
      list.show(entries);
      const refused = entries.find((entry) => entry.state.is !== 'sending' && entry.state.why !== '');
      if (refused) say('Your reply is not sent yet.');
    },
    async (sending, number) => {
      posted.push(sending);
      notTwice(sending);
      await connection.catchUp();
      state.textContent = 'Your reply is posted. ';
      if (trail.endsBeforeLast) state.append(linkTo(number));
    },
  );

  /** A draft of what is on its way comes back with a page that was loaded again: it need not be written once more. */
  const notTwice = (sending: Sending): void => {
    if (body.value.trim() !== sending.body.trim()) return;
    body.value = '';
    attach(form, {});
    choose('');
    changed(body);
  };
  const posted: Sending[] = [];
  form.addEventListener('draft-filled', () => posted.forEach(notTwice));

  form.addEventListener('submit', (event) => {
    // A file goes with the form as the browser sends it.
    if (hasFile(form)) {
      delete form.dataset['inPlace'];
      return;
    }
    event.preventDefault();
    if (button.disabled) return;
    if (body.value.trim() === '') {
      state.textContent = 'Enter your reply';
      body.focus();
      return;
    }
    const { body: text, ...fields } = fieldsOf(form);
    const readers = form.querySelector<HTMLInputElement>('input[name=_readers]')?.value;
    if (readers) fields['readers'] = readers;
    outbox.add({ id: newId(), by: thread.me, body: String(text), fields });
    form.dispatchEvent(new CustomEvent(SENT));
    body.value = '';
    attach(form, {});
    choose('');
    state.textContent = '';
    changed(body);
  });

  let said = 0;
  body.addEventListener('input', () => {
    if (body.value.trim() === '' || Date.now() - said < TYPING_MS) return;
    said = Date.now();
    connection.typing();
  });
  connection.onBack(() => outbox.again());
  outbox.begin();
}

async function post(threadId: string, { id, body, fields }: Sending): Promise<Sent> {
  try {
    const answer = await fetch(`/api/v1/threads/${threadId}/posts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...fields, body, clientMessageId: id }),
    });
    // What stands between may answer in Waymark's place, with a page of its own.
    if (answer.ok) return { ok: true, number: ((await answer.json()) as { number: number }).number };
    return await refusal(answer);
  } catch {
    const why = navigator.onLine ? 'Waymark does not answer.' : 'You are offline.';
    return { ok: false, again: true, why: `${why} It is kept on this device, and sent when the connection is back.` };
  }
}

async function refusal(answer: Response): Promise<Sent> {
  const { errors, detail } = (await answer.json().catch(() => ({}))) as Problem;
  const again = answer.status >= 500 || answer.status === 429;
  const why = errors?.[0]?.message ?? detail ?? 'Something went wrong at our end.';
  return { ok: false, again, why: `${why.replace(/([^.!?])$/, '$1.')} It is kept on this device.` };
}

/** Shows these files beside the text, and no others. */
const attach = (form: HTMLFormElement, fields: Sending['fields']): boolean =>
  form.dispatchEvent(new CustomEvent('draft-filled', { detail: fields }));

/** Nobody typed it: what watches the form is told all the same. */
const changed = (field: HTMLElement): boolean => field.dispatchEvent(new Event('input', { bubbles: true }));

/**
 * All that the form says, as the API takes it: what begins with _ is for a form that is sent as one. The draft that the
 * server has of it goes with the reply.
 */
function fieldsOf(form: HTMLFormElement): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = {};
  for (const [name, value] of new FormData(form)) {
    if (name.startsWith('_') || name === 'draft' || typeof value !== 'string' || value === '') continue;
    const had = fields[name];
    fields[name] = had === undefined ? value : [had, value].flat();
  }
  return fields['draftVersion'] === undefined ? fields : { ...fields, draft: form.dataset['draft'] ?? '' };
}

const hasFile = (form: HTMLFormElement): boolean =>
  [...new FormData(form).values()].some((value) => value instanceof File && value.size > 0);

const newId = (): string => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(36).slice(2)}`;

function linkTo(number: number): HTMLElement {
  const link = document.createElement('a');
  link.className = 'govuk-link';
  link.href = `?number=${number}`;
  link.textContent = 'See it among the latest';
  return link;
}

/**
 * "Reply" under an answer points the form at it, without loading the page again; so does a draft that replies to one.
 * Returns what does so.
 */
function chooseAnswer(
  form: HTMLFormElement,
  replyTo: HTMLInputElement,
  body: HTMLTextAreaElement,
): (id: string) => void {
  const line = form.querySelector<HTMLElement>('[data-replying-to]');
  const choose = (id: string): void => {
    replyTo.value = id;
    if (!line) return;
    line.hidden = id === '';
    const link = [...document.querySelectorAll<HTMLElement>('a[data-reply-to]')].find(
      ({ dataset }) => dataset['replyTo'] === id,
    );
    const name = link?.dataset['replyName'] ?? 'an answer on another page';
    const back = document.createElement('button');
    back.type = 'button';
    back.className = 'wm-linkbtn';
    back.textContent = 'Answer the question instead';
    back.addEventListener('click', () => choose(''));
    line.replaceChildren(`Replying to ${name}. `, back);
  };
  document.addEventListener('click', (event) => {
    const link = (event.target as Element).closest<HTMLElement>('a[data-reply-to]');
    if (!link) return;
    event.preventDefault();
    choose(link.dataset['replyTo'] ?? '');
    body.focus();
    form.scrollIntoView({ block: 'nearest' });
  });
  form.addEventListener('draft-filled', () => choose(replyTo.value));
  // It may be filled in already.
  if (line?.hidden && replyTo.value !== '') choose(replyTo.value);
  return choose;
}
