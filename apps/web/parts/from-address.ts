import { parseInput } from '#libs/platform/inputs';

/** An address that somebody typed or changed is no reason for an error page: what cannot be read is left out. */
export function fromAddress<Input extends object>(input: new () => Input, query: Record<string, unknown>): Input {
  const raw = { ...query };
  for (;;) {
    const parsed = parseInput(input, raw);
    if (parsed.ok) return parsed.input;
    const before = Object.keys(raw).length;
    for (const { field } of parsed.problems) delete raw[field.split('.')[0]!];
    if (Object.keys(raw).length === before) return new input();
  }
}

/** The first text of a field, short and fit to be kept; absent where there is none. */
export function firstText(value: unknown, max: number): string | undefined {
  const texts: unknown[] = Array.isArray(value) ? value : [value];
  const text = texts.find((one) => typeof one === 'string' && one.trim() !== '');
  return typeof text === 'string'
    ? text.replaceAll('\0', ' ').toWellFormed().trim().slice(0, max).toWellFormed()
    : undefined;
}
