import { type Present } from './connection.ts';

/** Longer than the server goes without saying it again: then it has not been heard that they stopped. */
const FORGET_MS = 10_000;

/** Who else has the page open, and who writes: shown, and never announced. */
export function showPresence(people: HTMLElement, typing: HTMLElement): (present: Present) => void {
  let timer = 0;
  return (present) => {
    people.textContent =
      present.people > 1 ? `${present.people >= 50 ? '50 or more' : present.people} people here` : '';
    typing.textContent = wordsFor(present.typing);
    clearTimeout(timer);
    timer = window.setTimeout(() => (typing.textContent = ''), FORGET_MS);
  };
}

function wordsFor(names: readonly string[]): string {
  if (names.length === 0) return '';
  if (names.length > 2) return `${names.slice(0, 2).join(', ')} and others are writing…`;
  return `${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} writing…`;
}
