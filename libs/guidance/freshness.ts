/** How long a page is good for after a check, in months: what editors are offered, the usual one second. */
export const GOOD_FOR_MONTHS = [3, 6, 12] as const;

export type Freshness = 'fresh' | 'due' | 'stale' | 'never-checked';

const DUE_WITHIN_DAYS = 30;
const DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' });

/** The day it is in the United Kingdom, as "2026-11-23". */
export const today = (now = new Date()): string => DAY.format(now);

/** `due` within 30 days of its date; `stale` once that has passed, or while a moderator's doubt stands. */
export function freshness(
  { goodUntil, doubted }: { goodUntil: string | null; doubted: boolean },
  on = today(),
): Freshness {
  if (doubted) return 'stale';
  if (goodUntil === null) return 'never-checked';
  if (goodUntil < on) return 'stale';
  return goodUntil <= addDays(on, DUE_WITHIN_DAYS) ? 'due' : 'fresh';
}

/** The same day of a later month, or that month's last day. */
export function addMonths(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** The last day of a page that is checked today for that many months. */
export const goodUntilAfter = (months: number): string => addMonths(today(), months);
