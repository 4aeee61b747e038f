import { randomUUID } from 'node:crypto';
import { cookieOf, rowsOf } from '../database.ts';
import { times, WARM } from '../load.ts';
import { interleaved, type Measured, percentile } from '../measure.ts';
import { startBaseline, startProduct } from '../processes.ts';
import { type Level, type Scenario } from '../scenario.ts';

const BODY =
  'We agreed a cap with the council before the transfer: it keeps the deficit, we pay the ongoing rate. It took nine ' +
  'weeks and two actuaries, and the fund asked for a guarantee that the council gave.';

interface Case {
  name: string;
  atOnce: number;
  goal?: number;
  oneThread?: boolean;
  withKey?: boolean;
}

const CASES: readonly Case[] = [
  { name: '8 at once, over many threads', atOnce: 8, goal: 2 },
  { name: '1 at once, over many threads', atOnce: 1 },
  { name: '32 at once, over many threads', atOnce: 32 },
  { name: '8 at once, each with an Idempotency-Key', atOnce: 8, withKey: true },
  { name: '8 at once, all in one thread', atOnce: 8, oneThread: true },
];

/** The time a reply takes until it is acknowledged, and so kept. */
export const reply: Scenario = async ({ databases, scale, rounds, seconds }) => {
  const databaseUrl = await databases.copy(scale);
  const threads = (
    await rowsOf<{ id: string }>(databaseUrl, `SELECT id FROM threads ORDER BY md5(id::text) LIMIT 1000`)
  ).map(({ id }) => id);
  const [author] = await rowsOf<{ id: string }>(databaseUrl, `SELECT id FROM people LIMIT 1`);
  const product = await startProduct(databaseUrl);
  const baseline = await startBaseline('reply-baseline', { databaseUrl, authorId: author!.id });
  try {
    const levels: Level[] = [];
    const p95 = async (
      { url }: { url: string },
      { atOnce, oneThread, withKey }: Case,
      most?: number,
    ): Promise<Measured> => {
      const taken = await times(
        url,
        (n) => ({
          method: 'POST',
          path: `/api/v1/threads/${oneThread ? threads[0] : threads[n % threads.length]}/posts`,
          headers: { cookie: cookieOf(1 + (n % 32)), ...(withKey ? { 'idempotency-key': randomUUID() } : {}) },
          body: JSON.stringify({ body: `${BODY} (${n})` }),
        }),
        { atOnce, seconds: most === undefined ? seconds : Infinity, most },
      );
      return { value: percentile(taken, 0.95) };
    };
    for (const side of [product, baseline]) await p95(side, CASES[0]!, WARM);
    for (const given of CASES) {
      for (const side of [product, baseline]) await p95(side, given, WARM / 16);
      const comparison = await interleaved(
        rounds,
        () => p95(product, given),
        () => p95(baseline, given),
      );
      levels.push({ ...comparison, name: `p95 of a reply, ${given.name}`, unit: 'ms', goal: given.goal });
    }
    return levels;
  } finally {
    await product.process.stop();
    await baseline.process.stop();
  }
};
