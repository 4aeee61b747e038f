import { type Exposure, type LeftOutWhy } from './exposure.ts';
import { amountOf } from './pence.ts';

const LEFT_OUT: Record<LeftOutWhy, string> = {
  'no-value': 'no value is recorded',
  'no-end-for-total': 'it has a total value and no end, so no value for a year',
  'other-currency': 'it is not in pounds',
};

export const NO_CURRENT_CONTRACTS = 'No current contracts';

/** From here on one payer is most of the income. */
const HALF = 50;
const A_YEAR = 365;

/** £2,374,658; pence are rounded away, halves up. */
export const poundsInWords = (pence: bigint): string => {
  const pounds = (pence + 50n) / 100n;
  return `£${pounds.toLocaleString('en-GB')}`;
};

export const moneyOf = (pence: bigint) => ({ amount: amountOf(pence), currency: 'GBP' as const });

export const monthsInWords = (days: number): string => {
  const months = Math.round(days / (365.25 / 12));
  return months === 1 ? '1 month' : `${months} months`;
};

/** What a director should know, in sentences; the most pressing first. */
export function exposureWarnings(exposure: Exposure): string[] {
  const { active, cliff, cliffExtended } = exposure;
  const warnings: string[] = [];
  if (active === null) warnings.push(`${NO_CURRENT_CONTRACTS} on this day.`);
  else if (active.payers.length === 1) {
    warnings.push(`All of the active income comes from one payer, ${active.payers[0]!.payer}.`);
  } else if (active.largestShare >= HALF) {
    warnings.push(
      `${active.largestShare.toFixed(1)}% of the active income comes from one payer, ${active.payers[0]!.payer}.`,
    );
  }
  if (cliff) {
    warnings.push(
      `If nothing is extended, contracted income falls by ${cliff.fall.toFixed(1)}% in ${cliff.name}, from ` +
        `${poundsInWords(cliff.beforePence)} to ${poundsInWords(cliff.afterPence)}. Most of the fall is ` +
        `“${cliff.cause.title}” (${cliff.cause.payer}).`,
    );
  }
  if (cliffExtended && (cliffExtended.year !== cliff?.year || cliffExtended.fall !== cliff.fall)) {
    warnings.push(
      `If every contract is extended, it falls by ${cliffExtended.fall.toFixed(1)}% in ${cliffExtended.name}, from ` +
        `${poundsInWords(cliffExtended.beforePence)} to ${poundsInWords(cliffExtended.afterPence)}. Most of the fall is ` +
        `“${cliffExtended.cause.title}” (${cliffExtended.cause.payer}).`,
    );
  }
  if (active && active.remainingDays !== null && active.remainingDays < A_YEAR) {
    warnings.push(`The average pound of active income runs for ${monthsInWords(active.remainingDays)} more.`);
  }
  for (const { title, why } of exposure.leftOut) warnings.push(`“${title}” is not counted: ${LEFT_OUT[why]}.`);
  for (const { title } of exposure.openEnded) {
    warnings.push(`“${title}” has no end recorded and counts as going on.`);
  }
  return warnings;
}
