import { handOver } from './draft-store.ts';

/** Signing out does not wait longer than this for the server. */
const PATIENCE_MS = 3_000;

/** Nothing that somebody wrote stays on a device that they sign out of, once the server has it. */
export function handOverAtSignOut(form: HTMLFormElement): void {
  const person = form.querySelector<HTMLInputElement>('input[name=_by]')?.value;
  if (!person) return;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const enough = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
    void Promise.race([handOver(person), enough]).finally(() => form.submit());
  });
}
