/** Shows how a text will look without leaving the page. */
export function previewInPlace(button: HTMLButtonElement): void {
  const { form } = button;
  const area = form?.querySelector<HTMLElement>('[data-preview]');
  const body = form?.querySelector<HTMLTextAreaElement>('textarea[name=body]');
  if (!area || !body) return;
  const state = document.createElement('span');
  state.className = 'wm-nil';
  state.setAttribute('role', 'status');
  button.after(state);
  button.addEventListener('click', (event) => {
    event.preventDefault();
    state.textContent = '';
    void show(area, body.value).then((shown) => {
      if (!shown) state.textContent = 'No preview now. Try again.';
    });
  });
}

async function show(area: HTMLElement, text: string): Promise<boolean> {
  try {
    const body = new URLSearchParams({ body: text });
    // Signed out in between, it would be led to the page for signing in.
    const answer = await fetch('/preview', { method: 'POST', body, redirect: 'error' });
    if (!answer.ok) return false;
    area.innerHTML = await answer.text();
  } catch {
    return false;
  }
  area.querySelector('section')?.focus();
  return true;
}
