import fs from 'node:fs';
import path from 'node:path';

interface ListedCodes {
  from: string;
  /** The last code of a range; null: one code alone. */
  to: string | null;
  description: string;
  /** Written from memory, not held against the law. */
  unchecked: boolean;
}

interface ReservableList {
  source: string;
  asAt: string;
  codes: ListedCodes[];
}

/** The services that regulation 77 lists. Read from the source tree, also by the built program. */
export const RESERVABLE = JSON.parse(
  fs.readFileSync(path.resolve('libs/law/data/reservable-cpv.json'), 'utf8'),
) as ReservableList;

export interface ReservableMatch {
  listed: ListedCodes;
  /** The code itself is not listed: one above it in the tree of codes is. */
  bySubCode: boolean;
}

/** Zeros at the end stand for all that is below: 92500000 → "925". */
const stem = (code: string): string => code.replace(/0+$/, '').padEnd(2, '0');

/** The row that lists a code of eight digits, itself or by the code above it, the closest first; null: none does. */
export function reservableMatch(cpv: string): ReservableMatch | null {
  const exact = RESERVABLE.codes.find(({ from, to }) => (to === null ? cpv === from : from <= cpv && cpv <= to));
  if (exact) return { listed: exact, bySubCode: false };
  const above = RESERVABLE.codes
    .filter(({ from, to }) => cpv.startsWith(stem(to ?? from)))
    .toSorted((a, b) => stem(b.to ?? b.from).length - stem(a.to ?? a.from).length)[0];
  return above === undefined ? null : { listed: above, bySubCode: true };
}
