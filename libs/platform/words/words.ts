import { LRUCache } from 'lru-cache';

/** Numbers, days and money as people read them. Formatters are made once: making one costs more than a row. */

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'Europe/London' });
const DAY_AND_TIME = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Europe/London',
});
const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'Europe/London' });
const NUMBER = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 4 });
const POUNDS = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP', maximumFractionDigits: 0 });
const POUNDS_AND_PENCE = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP' });

/** Pages say the same few days again and again. By the hour: in London a day begins and ends on one. */
const days = new LRUCache<number, string>({ max: 10_000 });

/** 23 November 2026. Takes a moment or a day "2026-11-23". */
export function day(at: Date | string): string {
  const moment = typeof at === 'string' ? new Date(`${at}T12:00:00Z`) : at;
  const hour = Math.floor(moment.getTime() / 3_600_000);
  let words = days.get(hour);
  if (words === undefined) {
    words = DAY.format(moment);
    days.set(hour, words);
  }
  return words;
}

/** 23 November 2026 at 10:42. */
export const dayAndTime = (at: Date): string => DAY_AND_TIME.format(at);

/** November 2026. */
export const month = (at: Date | string): string =>
  MONTH.format(typeof at === 'string' ? new Date(`${at}T12:00:00Z`) : at);

/** 1,234.5, without zeros that say nothing. */
export const number = (value: number | string): string => NUMBER.format(Number(value));

/** £412,000, or £1,234.50 where there are pence. A minus is a real minus. */
export function pounds(amount: string | number): string {
  const value = Number(amount);
  const format = Number.isInteger(value) ? POUNDS : POUNDS_AND_PENCE;
  return format.format(value).replace('-', '−');
}

const PER = { year: ' a year', once: ' once', contract: ' over the contract' } as const;

/** £412,000 a year. */
export const poundsPer = (amount: string | number, per: keyof typeof PER): string => pounds(amount) + PER[per];

/** "1 reply", "5 replies"; "No replies" for none. */
export function count(n: number, one: string, many = `${one}s`): string {
  if (n === 0) return `No ${many}`;
  return `${NUMBER.format(n)} ${n === 1 ? one : many}`;
}

/** Letters, digits and hyphens of a title, for the readable end of an address. */
export const slug = (title: string): string =>
  title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{Mark}|[’']/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 70)
    .replace(/-$/, '');

/** "/threads/<id>-how-did-you": the id alone decides. */
export const addressOf = (section: string, id: string, title: string): string => `/${section}/${id}-${slug(title)}`;

/** The beginning of a text that is longer than so many characters, to the end of a word. */
export const beginning = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most).replace(/\s\S*$/, '')} …`;

/** A label in the middle of a line: "County council" loses its capital, "NHS body" and "Welsh principal area" keep it. */
export const inALine = (label: string): string =>
  /^([A-Z]{2}|London|Welsh|Wales|Scottish|Scotland|Northern)/.test(label)
    ? label
    : label.charAt(0).toLowerCase() + label.slice(1);
