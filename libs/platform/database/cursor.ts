/** Where a keyset list goes on, as an opaque word: the values of the last row's order columns. */
export const toCursor = (values: readonly (string | number | Date | null)[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url');

const SHAPES = {
  time: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
  day: /^\d{4}-\d\d-\d\d$/,
  id: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  number: /^-?\d{1,15}(\.\d{1,15})?$/,
  text: /^[^\0]{0,250}$/,
} as const;

/**
 * The values again, or null when there is no cursor or it is not one of ours: the list then starts at its beginning.
 * Each has the shape asked for, so that a cast in the statement cannot fail.
 */
export function fromCursor(cursor: string | undefined, ...shapes: (keyof typeof SHAPES)[]): string[] | null {
  if (cursor === undefined) return null;
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (!Array.isArray(values) || values.length !== shapes.length) return null;
    const texts = values.map(String);
    return texts.every((text, i) => fits(text, shapes[i]!)) ? texts : null;
  } catch {
    return null;
  }
}

function fits(text: string, shape: keyof typeof SHAPES): boolean {
  if (!text.isWellFormed() || !SHAPES[shape].test(text)) return false;
  return (shape !== 'time' && shape !== 'day') || isReal(text);
}

/** Date would read 30 February as 2 March; PostgreSQL refuses it, and the year 0. */
function isReal(text: string): boolean {
  const at = new Date(text);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) && text >= '0001';
}

/** One page of a list that was read with one row more than `limit`. */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  order: (row: Row) => readonly (string | number | Date | null)[],
): { items: Row[]; next: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? toCursor(order(last)) : null };
}
