import { localPath } from './local-path.ts';

/**
 * A form that somebody sent who was signed out by then. The page that asks them to sign in holds it, whole, and so does
 * the page after that; nothing is kept at the server, and nothing is sent again but by a press of a button.
 */
export interface Carried {
  /** Where the form goes. */
  readonly action: string;
  /** Whose form it was: the person who was signed in when it was opened. Null: it does not say. */
  readonly by: string | null;
  /** In their order; a name can be there more than once. */
  readonly fields: readonly (readonly [name: string, value: string])[];
}

/** In characters, as it stands in the page; a longer form is shown to be copied. */
const MOST = 150_000;

/** Nothing secret is put into a page again. */
const SECRET = /password|token|secret/i;

/** These show the form again, filled in, where `_again` says so: see isShownAgain(). The others are sent as they are. */
const SHOWN_AGAIN = [
  /^\/case-notes$/,
  /^\/case-notes\/[^/]+\/tasks\/[a-z]+$/,
  /^\/questions$/,
  /^\/threads\/[^/]+\/posts$/,
  /^\/posts\/[^/]+\/edit$/,
];

/** What a request brought, where it can be carried. */
export function carriedFrom(url: string, body: unknown): Carried | null {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return null;
  const fields = Object.entries(body).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one: unknown) => [name, one] as const),
  );
  if (!fields.every((field): field is [string, string] => typeof field[1] === 'string')) return null;
  const by = fields.find(([name]) => name === '_by')?.[1] ?? null;
  return checked({ action: localPath(url, ''), by, fields });
}

/** As it stands in a page. */
export const packed = (carried: Carried): string => JSON.stringify(carried);

/** From a page; null where that is not what packed() makes. */
export function unpacked(text: unknown): Carried | null {
  if (typeof text !== 'string' || text.length > MOST) return null;
  try {
    const { action, by, fields } = JSON.parse(text) as Record<string, unknown>;
    if (!Array.isArray(fields) || !fields.every(isField)) return null;
    return checked({ action: localPath(action, ''), by: typeof by === 'string' ? by : null, fields });
  } catch {
    return null;
  }
}

const isField = (field: unknown): field is [string, string] =>
  Array.isArray(field) && field.length === 2 && field.every((part) => typeof part === 'string');

const checked = (carried: Carried): Carried | null =>
  carried.action === '' || carried.fields.some(([name]) => SECRET.test(name)) || packed(carried).length > MOST
    ? null
    : carried;

export const isShownFirst = ({ action }: Carried): boolean => SHOWN_AGAIN.some((path) => path.test(action));

/** The longer texts, for people to see what is kept. */
export const textsIn = ({ fields }: Pick<Carried, 'fields'>): string[] =>
  fields.filter(([name, value]) => !name.startsWith('_') && value.length > 30).map(([, value]) => value);
