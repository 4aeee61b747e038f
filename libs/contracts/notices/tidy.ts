/** Text and days of published notices, as they should be kept: readable, and with no person's address in them. */

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  pound: '£',
};

const decodeEntities = (text: string): string =>
  text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal);
      return code > 31 && code <= 0x10_ff_ff && !(code >= 0xd8_00 && code <= 0xdf_ff)
        ? String.fromCodePoint(code)
        : ' ';
    },
  );

/** UTF-8 that was read as Latin-1 and written again; what is not that comes back as it was. */
function decodeTwice(text: string): string {
  if (!/[\u00c2-\u00f4][\u0080-\u00bf]/.test(text) || /[^\0-\u00ff]/.test(text)) return text;
  const once = Buffer.from(text, 'latin1').toString('utf8');
  return once.includes('\ufffd') ? text : once;
}

const EMAIL = /[^\s@<>()]+@[^\s@<>()]+\.[a-z]{2,}/gi;
const TELEPHONE = /(?:\+44|\b0)[\d\s().-]{8,}\d/g;
const POSTCODE = /\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b/gi;
const STREET =
  /\b\d{1,4}[a-z]?,?\s+(?:[A-Z][\w’'-]*\s+){1,3}(?:street|road|avenue|lane|close|drive|gardens|terrace|crescent)\b/gi;
const REMOVED = '[removed]';

/** One line of at most `max` characters; null where there is nothing to read. */
export function line(value: unknown, max: number): string | null {
  if (typeof value !== 'string') return null;
  const text = decodeTwice(decodeEntities(decodeEntities(value)))
    .toWellFormed()
    // oxlint-disable-next-line no-control-regex -- these are what is taken out
    .replace(/<[^>]{0,200}>|[\0-\u001f\u007f-\u009f]/g, ' ')
    // Line breaks that lost their backslashes on the way.
    .replace(/(?:rn){2,}/g, ' ')
    .replace(EMAIL, REMOVED)
    .replace(TELEPHONE, REMOVED)
    .replace(STREET, REMOVED)
    .replace(POSTCODE, REMOVED)
    .replace(/\s+/g, ' ')
    .trim();
  return text === '' ? null : [...text].slice(0, max).join('');
}

/** As `line`, for what only tells things apart and is never shown; null where it is no such thing. */
export function idText(value: unknown, max: number): string | null {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return null;
  const plain = text.trim();
  return plain === '' || plain.length > max || /[\0@]/.test(plain) || !plain.isWellFormed() ? null : plain;
}

/** The day that was written, in the zone it was written in: 2025-04-23T23:59:59+01:00 is 23 April. */
export function dayOf(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const day = /^(\d{4}-\d{2}-\d{2})(?:$|[T ])/.exec(value.trim())?.[1];
  if (day === undefined || day < '1900') return null;
  const moment = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day) ? day : null;
}

export function momentOf(value: unknown): string | null {
  if (typeof value !== 'string' || dayOf(value) === null) return null;
  const at = new Date(value.trim());
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

/** Pounds as text; null where there is no amount, or one that nobody can have meant. */
export function amount(value: unknown): string | null {
  const number = typeof value === 'string' && /^\d{1,15}(\.\d+)?$/.test(value.trim()) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number) || number < 0 || number >= 1e15) return null;
  return number.toFixed(2);
}

export const currency = (value: unknown): string | null =>
  typeof value === 'string' && /^[A-Z]{3}$/.test(value) ? value : null;

/** One supplier however its name is spelt: without punctuation, and without what kind of company it is. */
export const supplierKey = (name: string): string =>
  name
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/\b(limited|ltd|plc|llp|cic|c i c|community interest company|the|t a)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
