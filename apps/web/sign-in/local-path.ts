/** A path of this site in printable ASCII. A second slash, or a backslash that browsers read as one, would leave it. */
const LOCAL = /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]{0,499}$/;

/** Where to go after sign-in: what was asked for if it is a path of this site, and not a way in or out of it. */
export function localPath(next: unknown, otherwise = '/'): string {
  if (typeof next !== 'string' || !LOCAL.test(next) || /^\/sign-(in|up|out)\b/.test(next)) return otherwise;
  return next;
}

/** `?next=` for a link, or nothing where it would say nothing. */
export const nextQuery = (next: string): string => (next === '/' ? '' : `?next=${encodeURIComponent(next)}`);
