/**
 * What was typed and not sent stays on this device: through a crash, a lost connection, a sign-out in another tab.
 * A form says by `data-draft` under which name.
 */
export const PREFIX = 'waymark-draft:';
const SENT = 'waymark-sent';

export interface Draft {
  readonly form: HTMLFormElement;
  save(): void;
  clear(): void;
}

/** Storage may be forbidden or full; then a draft is simply not kept. */
export function quietly<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

const fields = (form: HTMLFormElement): (HTMLTextAreaElement | HTMLInputElement)[] =>
  [...form.querySelectorAll<HTMLTextAreaElement | HTMLInputElement>('textarea[name], input[type=text][name]')].filter(
    ({ readOnly }) => !readOnly,
  );

export function keepDraft(form: HTMLFormElement): Draft {
  const key = PREFIX + form.dataset['draft'];
  const clear = (): void => quietly(() => localStorage.removeItem(key));
  const save = (): void => {
    const typed = Object.fromEntries(fields(form).map(({ name, value }) => [name, value]));
    const empty = Object.values(typed).every((value) => value.trim() === '');
    quietly(() => (empty ? localStorage.removeItem(key) : localStorage.setItem(key, JSON.stringify(typed))));
  };

  restore(form, key);
  let timer = 0;
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = window.setTimeout(save, 250);
  });
  window.addEventListener('pagehide', save);
  form.addEventListener('submit', () => {
    // Sent in place, it is for who sends it to say that it was taken. Else the next page tells: if this form is not
    // there again with a fault, nor an error page in its stead, it was.
    if (form.dataset['inPlace'] !== 'yes') markSent(key);
  });
  return { form, save, clear };
}

/** The next page tells whether what was kept under this name has been taken. */
export const markSent = (key: string): void => quietly(() => sessionStorage.setItem(SENT, key));

/** Fills in what was kept, where the page itself brought nothing. */
function restore(form: HTMLFormElement, key: string): void {
  const kept = quietly(() => JSON.parse(localStorage.getItem(key) ?? 'null') as Record<string, string> | null);
  if (!kept || fields(form).some(({ value, defaultValue }) => value !== '' && defaultValue === value)) return;
  for (const field of fields(form)) field.value = kept[field.name] ?? '';
  const state = form.querySelector('[data-draft-state]');
  if (state) state.textContent = 'What you wrote before is still here.';
}

/** A form that was sent, and that this page does not show again with a fault, has been taken: its draft goes. */
export function forgetSentDraft(): void {
  const key = quietly(() => sessionStorage.getItem(SENT));
  if (!key) return;
  quietly(() => sessionStorage.removeItem(SENT));
  const failed =
    document.title.startsWith('Error') ||
    document.querySelector('[data-conflict]') ||
    document.querySelector('[data-error-page]');
  if (!failed) quietly(() => localStorage.removeItem(key));
}
