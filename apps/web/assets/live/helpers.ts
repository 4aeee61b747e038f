/** Puts who may help beside a question that its asker has open. Without it, or where it fails, there is a link. */
export async function showHelpers(place: HTMLElement): Promise<void> {
  const answer = await fetch(place.dataset['helpers'] ?? '', { redirect: 'error' }).catch(() => null);
  if (answer?.ok) place.innerHTML = await answer.text();
}
