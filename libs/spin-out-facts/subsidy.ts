/** Subsidy Control Act 2022, section 36: over the financial year of the latest aid and the two before it. */
export const MFA_LIMIT = 315_000;

interface Aid {
  fromOn: string;
  details: { readonly subsidyBasis?: string; readonly subsidyAmount?: string };
}

/** The year in which the financial year of a day begins: from 1 April. */
const financialYear = (day: string): number => Number(day.slice(0, 4)) - (day.slice(5) < '04-01' ? 1 : 0);

export interface MfaWindow {
  /** Pounds, of the window that ends with the financial year in which this aid was given. */
  total: string;
  aboveLimit: boolean;
  /** As "2024-25 to 2026-27". */
  years: string;
}

/**
 * The minimal financial assistance in the window with the highest sum, or null where none is on record. Every aid counts
 * in its own window and in those of the two years after it.
 */
export function mfaWindow(deals: readonly Aid[]): MfaWindow | null {
  const aids = deals
    .filter(({ details }) => details.subsidyBasis === 'mfa' && details.subsidyAmount !== undefined)
    .map(({ fromOn, details }) => ({
      year: financialYear(fromOn),
      pence: Math.round(Number(details.subsidyAmount) * 100),
    }));
  const windows = aids.map(({ year }) => ({
    year,
    pence: aids.filter((aid) => aid.year <= year && aid.year >= year - 2).reduce((sum, aid) => sum + aid.pence, 0),
  }));
  const [highest] = windows.toSorted((a, b) => b.pence - a.pence || b.year - a.year);
  if (!highest) return null;
  return {
    total: (highest.pence / 100).toFixed(2),
    aboveLimit: highest.pence > MFA_LIMIT * 100,
    years: `${inWords(highest.year - 2)} to ${inWords(highest.year)}`,
  };
}

const inWords = (year: number): string => `${year}-${String((year + 1) % 100).padStart(2, '0')}`;
