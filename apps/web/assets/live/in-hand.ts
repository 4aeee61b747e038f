type Field = HTMLInputElement | HTMLTextAreaElement;

const isTyped = (field: Field): boolean =>
  field instanceof HTMLInputElement && ['radio', 'checkbox'].includes(field.type)
    ? field.checked !== field.defaultChecked
    : field.value !== field.defaultValue;

/** Somebody filled in something in it and has not sent that yet. */
export const hasTyped = (part: Element): boolean =>
  [...part.querySelectorAll<Field>('input:not([type=hidden]), textarea')].some(isTyped);

/** What is open in the old part is open in the new one, so that nobody loses their place. */
export function keepOpen(old: Element, now: Element): void {
  for (const { className } of old.querySelectorAll<HTMLDetailsElement>('details[open]')) {
    const same = now.querySelector<HTMLDetailsElement>(`details[class="${className}"]`);
    if (same) same.open = true;
  }
}
