import { fetchDraftsIn, type Fields, locals, PREFIX } from './draft-store.ts';

/**
 * Where a discussion takes no replies any more: what its reader was writing is shown to be copied, as this device and the
 * server kept it. It stays kept until they delete it among their drafts.
 */
export async function showKeptTexts(area: HTMLElement, threadId: string, me: string, list: HTMLElement): Promise<void> {
  const posts = [...list.querySelectorAll<HTMLElement>('[data-id]')].map(
    ({ dataset }) => `reply:${dataset['id'] ?? ''}`,
  );
  const here = [`thread:${threadId}`, ...posts].flatMap((place) => locals(`${PREFIX}${me}:${place}#`));
  for (const { fields } of here.sort((a, b) => b.at - a.at)) show(area, fields);
  for (const fields of await fetchDraftsIn(threadId)) show(area, fields);
}

function show(area: HTMLElement, { body }: Fields): void {
  const text = [body ?? ''].flat().join('\n');
  const shown = [...area.querySelectorAll<HTMLTextAreaElement>('[data-to-copy] textarea')];
  if (text.trim() === '' || shown.some(({ value }) => value.trim() === text.trim())) return;
  area.append(toCopy(text, `typed-${shown.length}`));
}

/** As ToCopy in parts/to-copy.tsx. */
function toCopy(text: string, id: string): HTMLElement {
  const group = document.createElement('div');
  group.className = 'govuk-form-group';
  group.dataset['toCopy'] = '';
  const label = document.createElement('label');
  label.className = 'govuk-label govuk-label--m';
  label.htmlFor = id;
  label.textContent = 'What you wrote, to copy';
  const field = document.createElement('textarea');
  Object.assign(field, { className: 'govuk-textarea', id, rows: 6, readOnly: true, value: text });
  group.append(label, field);
  return group;
}
