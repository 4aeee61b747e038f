/** Shows how a text will look without leaving the page. */
export function previewInPlace(button: HTMLButtonElement): void {
  const { form } = button;
  const area = form?.querySelector<HTMLElement>('[data-preview]');
  const body = form?.querySelector<HTMLTextAreaElement>('textarea[name=body]');
  if (!area || !body) return;
  button.addEventListener('click', (event) => {
    event.preventDefault();
    void show(area, body.value).then((shown) => {
      // Where there is no answer, the form does the same, with the whole page.
      if (!shown) body.focus();
    });
  });
}

async function show(area: HTMLElement, text: string): Promise<boolean> {
  const answer = await fetch('/preview', { method: 'POST', body: new URLSearchParams({ body: text }) }).catch(
    () => null,
  );
  if (!answer?.ok) return false;
  area.innerHTML = await answer.text();
  area.querySelector('section')?.focus();
  return true;
}
