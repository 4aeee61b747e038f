import { type FactDetails, type TENDER_TESTS } from './kinds.ts';

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
  test: keyof typeof TENDER_TESTS;
  needed: string;
  has: string | null;
  passes: boolean | null;
}

/**
 * Tests that buyers often set: turnover of twice the contract's yearly value, net assets above nothing, and a bond of a
 * tenth of that value, which free reserves could pay.
 */
export function tenderFit(contractAYear: string, year: FactDetails<'financial-year'>): TenderFit[] {
  const needed = 2 * pence(contractAYear);
  const bond = Math.ceil(pence(contractAYear) / 10);
  const { turnover, netAssets, reserves } = year;
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
    {
      test: 'bond',
      needed: (bond / 100).toFixed(2),
      has: reserves ?? null,
      passes: reserves === undefined ? null : pence(reserves) >= bond,
    },
  ];
}
