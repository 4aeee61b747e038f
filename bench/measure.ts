/** One side of one round. */
export interface Measured {
  /** What the scenario compares: requests a second, milliseconds or megabytes. */
  value: number;
  /** Processor time of the server's Node process for each request, in microseconds; PostgreSQL not counted. */
  cpuMicros?: number;
}

export interface Run {
  round: number;
  product: Measured;
  baseline: Measured;
}

export interface Summary {
  median: number;
  min: number;
  max: number;
  cpuMicros?: number;
}

export interface Comparison {
  runs: Run[];
  product: Summary;
  baseline: Summary;
  /** Product ÷ baseline, of the medians. */
  ratio: number;
  /** The least and the greatest ratio of one round. */
  spread: [number, number];
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The value below which this share of the values lies, by nearest rank. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/**
 * Measures the two in turn, A B B A A B…, so that what else the machine does falls on both alike: a change of its speed
 * between rounds cancels in the ratio, and neither is always the one that comes after the other.
 */
export async function interleaved(
  rounds: number,
  product: () => Promise<Measured>,
  baseline: () => Promise<Measured>,
): Promise<Comparison> {
  const runs: Run[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const first = round % 2 === 1 ? await product() : await baseline();
    const second = round % 2 === 1 ? await baseline() : await product();
    runs.push({
      round,
      product: round % 2 === 1 ? first : second,
      baseline: round % 2 === 1 ? second : first,
    });
  }
  return compare(runs);
}

export function compare(runs: Run[]): Comparison {
  const product = summary(runs.map((run) => run.product));
  const baseline = summary(runs.map((run) => run.baseline));
  const ratios = runs.map((run) => run.product.value / run.baseline.value);
  return {
    runs,
    product,
    baseline,
    ratio: product.median / baseline.median,
    spread: [Math.min(...ratios), Math.max(...ratios)],
  };
}

function summary(measured: readonly Measured[]): Summary {
  const values = measured.map(({ value }) => value);
  const cpu = measured.map(({ cpuMicros }) => cpuMicros).filter((micros) => micros !== undefined);
  return {
    median: median(values),
    min: Math.min(...values),
    max: Math.max(...values),
    ...(cpu.length > 0 ? { cpuMicros: Math.round(median(cpu)) } : {}),
  };
}
