import { type FactDetails } from './kinds.ts';

/** Pounds as text, as "1234.50", in pence. Exact: twelve digits before the point fit. */
const pence = (pounds: string): number => Math.round(Number(pounds) * 100);

/** The length of a financial year in months, to the nearest: a first year is often longer than twelve. */
function monthsOf(fromOn: string, toOn: string): number {
  const days = (Date.parse(toOn) - Date.parse(fromOn)) / 86_400_000 + 1;
  return Math.max(1, Math.round((days * 12) / 365.25));
}

/** How many months of its costs the reserves would pay for, to one place; null where it cannot be said. */
export function reservesInMonths(
  { reserves, costs }: FactDetails<'financial-year'>,
  fromOn: string,
  toOn: string,
): number | null {
  if (reserves === undefined || costs === undefined || pence(costs) <= 0) return null;
  return Math.round((pence(reserves) * monthsOf(fromOn, toOn) * 10) / pence(costs)) / 10;
}

export interface TenderFit {
  /** Tests of a contract of this value a year against the year's turnover and net assets. */
  test: 'turnover' | 'net-assets';
  needed: string;
  has: string | null;
  passes: boolean | null;
}

/** Two tests that buyers often set: turnover of twice the contract's yearly value, and net assets above nothing. */
export function tenderFit(contractAYear: string, year: FactDetails<'financial-year'>): TenderFit[] {
  const needed = 2 * pence(contractAYear);
  const { turnover, netAssets } = year;
  return [
    {
      test: 'turnover',
      needed: (needed / 100).toFixed(2),
      has: turnover ?? null,
      passes: turnover === undefined ? null : pence(turnover) >= needed,
    },
    {
      test: 'net-assets',
      needed: '0.01',
      has: netAssets ?? null,
      passes: netAssets === undefined ? null : pence(netAssets) > 0,
    },
  ];
}
