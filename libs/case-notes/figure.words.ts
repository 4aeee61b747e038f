import { number, month, pounds } from '#libs/platform/words';

/** "64%", "£412,000", "14.2": a value as people read it. The unit stands with the measure's name (see unitBeside). */
export function valueWords(value: string, unit: string): string {
  if (unit === '%') return `${number(value).replace('-', '−')}%`;
  if (unit === '£') return pounds(value);
  return number(value).replace('-', '−');
}

/** The unit, where the name of the measure does not say it already: not "Visits per open hour, visits". */
export function unitBeside(name: string, unit: string): string {
  const [first = ''] = unit.toLowerCase().split(' ');
  return ['', '%', '£'].includes(unit) || name.toLowerCase().split(/\W+/).includes(first) ? '' : unit;
}

/**
 * "2025-26" for a council's year, "2023-24 to 2025-26" for several, else months: "December 2022 to September 2023".
 * Empty where no day is known.
 */
export function periodWords(from: string | null, to: string | null): string {
  if (from === null && to === null) return '';
  if (from === null) return `until ${month(to!)}`;
  if (to === null) return `from ${month(from)}`;
  if (from.endsWith('-04-01') && to.endsWith('-03-31') && from < to) {
    const first = Number(from.slice(0, 4));
    const last = Number(to.slice(0, 4)) - 1;
    return first === last ? financialYear(first) : `${financialYear(first)} to ${financialYear(last)}`;
  }
  const [start, end] = [month(from), month(to)];
  return start === end ? start : `${start} to ${end}`;
}

const financialYear = (start: number): string => `${start}-${String((start + 1) % 100).padStart(2, '0')}`;

/** "2023 to 2026", "2023", "since 2023". Empty where it is not known. */
export function yearsWords(from: string | null, to: string | null): string {
  const [start, end] = [from?.slice(0, 4), to?.slice(0, 4)];
  if (start === undefined) return end === undefined ? '' : `until ${end}`;
  if (end === undefined) return `since ${start}`;
  return start === end ? start : `${start} to ${end}`;
}
