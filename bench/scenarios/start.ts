import fs from 'node:fs';
import path from 'node:path';
import { compare, type Run } from '../measure.ts';
import { freePort, Process, untilServed } from '../processes.ts';
import { type Scenario } from '../scenario.ts';

/**
 * From the start of the process until the home page is answered: in an empty directory (the database is made, migrated
 * and filled with the demo network), and again. Building and installing are not in it.
 */
export const start: Scenario = async ({ rounds, dir }) => {
  const first: Run[] = [];
  const again: Run[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const product = await twice('apps/main.js', path.join(dir, 'start'));
    const baseline = await twice('bench/children/start-baseline.js', path.join(dir, 'start'));
    first.push({ round, product: { value: product.first }, baseline: { value: baseline.first } });
    again.push({ round, product: { value: product.again }, baseline: { value: baseline.again } });
  }
  return [
    { ...compare(again), name: 'second start, until / is answered', unit: 'ms', notes: ['goal: under 5 s'] },
    { ...compare(first), name: 'first start in an empty directory, until / is answered', unit: 'ms' },
  ];
};

async function twice(program: string, dataDir: string): Promise<{ first: number; again: number }> {
  fs.rmSync(dataDir, { recursive: true, force: true });
  const first = await once(program, dataDir);
  const again = await once(program, dataDir);
  fs.rmSync(dataDir, { recursive: true, force: true });
  return { first, again };
}

async function once(program: string, dataDir: string): Promise<number> {
  const port = await freePort();
  const started = Process.start(program, { PORT: String(port), DATA_DIR: dataDir });
  try {
    return await untilServed(`http://127.0.0.1:${port}/`);
  } finally {
    await started.stop();
  }
}
