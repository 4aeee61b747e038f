const WAIT_MS = 500;
/** Fewer letters say too little. */
const LEAST = 10;

/** Shows what may answer a question while it is written. The page's "Look" does the same without a script. */
export function suggestWhileWriting(area: HTMLElement): void {
  const form = area.closest('form');
  const title = form?.querySelector<HTMLInputElement>('input[name=title]');
  const body = form?.querySelector<HTMLTextAreaElement>('textarea[name=body]');
  const count = form?.querySelector<HTMLElement>('[data-similar-count]');
  const look = form?.querySelector<HTMLButtonElement>('button[name=check]');
  if (!title || !body || !count || !look) return;
  look.hidden = true;

  let timer = 0;
  let asked = '';
  let latest = 0;
  const ask = async (): Promise<void> => {
    const query = new URLSearchParams({ title: title.value.trim(), body: body.value.trim().slice(0, 1_000) });
    if (title.value.trim().length < LEAST || query.toString() === asked) return;
    asked = query.toString();
    latest += 1;
    const mine = latest;
    // Signed out in between, it would be led to the page for signing in.
    const answer = await fetch(`/questions/similar?${asked}`, { redirect: 'error' }).catch(() => null);
    // Only the newest counts; a failure leaves what is there.
    if (!answer?.ok || mine !== latest) return;
    area.innerHTML = await answer.text();
    const found = Number(area.querySelector<HTMLElement>('[data-count]')?.dataset['count'] ?? 0);
    count.textContent = found === 1 ? '1 likely answer' : `${found} likely answers`;
  };
  const soon = (): void => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void ask(), WAIT_MS);
  };
  title.addEventListener('input', soon);
  body.addEventListener('input', soon);
  void ask();
}
