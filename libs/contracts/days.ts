/** A day as the number of days since 1 January 1970, so that counting days is subtraction. */
export type DayNumber = number;

const MS = 86_400_000;

export const dayNumber = (date: string): DayNumber => Date.parse(`${date}T00:00:00Z`) / MS;

export const dateOf = (day: DayNumber): string => new Date(day * MS).toISOString().slice(0, 10);

/** The financial year that a day lies in, by the calendar year in which it starts: 1 April 2026 → 2026. */
export function yearOf(date: string): number {
  const year = Number(date.slice(0, 4));
  return date.slice(5) >= '04-01' ? year : year - 1;
}

const april = (year: number): DayNumber => dayNumber(`${String(year).padStart(4, '0')}-04-01`);

/** First and last day, both inside. */
export const yearSpan = (year: number): { from: DayNumber; to: DayNumber; days: number } => ({
  from: april(year),
  to: april(year + 1) - 1,
  days: april(year + 1) - april(year),
});

/** 2026 → "2026-27" */
export const yearName = (year: number): string => `${year}-${String((year + 1) % 100).padStart(2, '0')}`;

/** The same day so many years later; 29 February becomes 28. */
export function yearsLater(date: string, years: number): string {
  const year = String(Number(date.slice(0, 4)) + years).padStart(4, '0');
  const later = `${year}${date.slice(4)}`;
  return dateOf(dayNumber(later)) === later ? later : `${year}-02-28`;
}

/** Whole months from one day to another. */
export function monthsBetween(from: string, to: string): number {
  const months =
    (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
  return to.slice(8) < from.slice(8) ? months - 1 : months;
}

/** Whole years from one day to another. */
export const ageAt = (from: string, at: string): number => Math.floor(monthsBetween(from, at) / 12);
