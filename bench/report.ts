import { type Summary } from './measure.ts';
import { type Level } from './scenario.ts';

/** A table for people; the JSON file has every run. */
export function report(levels: readonly Level[], say: (line: string) => void): void {
  for (const level of levels) {
    const { name, unit, product, baseline, ratio, spread, goal, notes = [], runs } = level;
    say(`  ${name}`);
    say(`    product   ${line(product, unit)}`);
    say(`    baseline  ${line(baseline, unit)}`);
    const verdict = goal === undefined ? '' : ` goal ${unit === 'requests/s' ? '≥' : '≤'} ${goal}: ${verdictOf(level)}`;
    say(
      `    ratio     ${ratio.toFixed(2)} (${spread.map((r) => r.toFixed(2)).join('–')} in ${runs.length} rounds)${verdict}`,
    );
    for (const note of notes) say(`    ${note}`);
  }
}

function verdictOf({ unit, ratio, goal }: Level): string {
  if (goal === undefined) return '';
  return (unit === 'requests/s' ? ratio >= goal : ratio <= goal) ? 'reached' : 'missed';
}

function line({ median, min, max, cpuMicros }: Summary, unit: Level['unit']): string {
  const cpu = cpuMicros === undefined ? '' : `, ${cpuMicros} µs of Node a request`;
  return `${shown(median)} ${unit} (${shown(min)}–${shown(max)})${cpu}`;
}

const shown = (value: number): string =>
  value.toLocaleString('en-GB', { maximumFractionDigits: value >= 100 ? 0 : value >= 10 ? 1 : 2 });
