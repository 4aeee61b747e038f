import { InvalidInput, parseInput } from '#libs/platform/inputs';

/** The input of an edit, from the body of a PATCH: what is absent stays as it is now, what is null is emptied. */
export function changed<T extends object>(Input: new () => T, now: Record<string, unknown>, body: unknown): T {
  const changes = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {};
  const parsed = parseInput(Input, { ...now, ...changes }, { unknownFields: 'refuse' });
  if (!parsed.ok) throw new InvalidInput(parsed.problems);
  return parsed.input;
}
