/**
 * Text as every format can carry it: without control characters (which XML forbids), noncharacters and halves of
 * characters, and without the marks that would show "£214" as "£412".
 */
export const clean = (text: string): string =>
  text
    .toWellFormed()
    // oxlint-disable-next-line no-control-regex
    .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/g, '')
    .replaceAll(/\r\n?/g, '\n');

/** In one line. */
export const inLine = (text: string): string => clean(text).replaceAll(/\s+/g, ' ');

/** Only an address of the web is a link. */
export const linkOf = (href: string | undefined): string | null =>
  href !== undefined && /^https?:\/\/[^\s"<>]+$/i.test(href) ? href : null;

/** "[1][2]". */
export const citesOf = (cites: readonly number[] = []): string => cites.map((n) => `[${n}]`).join('');
