import { Decimal, Text } from '#libs/platform/inputs';

/** Who holds how much of a partnership. */
export class Stake {
  @Text({ label: 'Who holds it', max: 200, ask: 'Enter who holds this stake' })
  readonly holder!: string;

  @Decimal({ label: 'Percentage', ask: 'Enter the percentage of this stake' })
  readonly percent!: string;
}

/** In hundredths of a percent, so that 33.33 + 33.33 + 33.34 is 100 and not nearly so. */
const hundredths = (percent: string): number => Math.round(Number(percent) * 100);

const TOLERANCE = 10;

/** What the stakes add up to, and whether that is 100 within 0.1: else they are not all on record. */
export function sumOfStakes(stakes: readonly Stake[]): { percent: string; complete: boolean } {
  const sum = stakes.reduce((total, { percent }) => total + hundredths(percent), 0);
  return { percent: String(sum / 100), complete: Math.abs(sum - 10_000) <= TOLERANCE };
}
