import { setTimeout as sleep } from 'node:timers/promises';
import { cookieOf } from '../database.ts';
import { compare, type Run } from '../measure.ts';
import { Process, startBaseline, startProduct } from '../processes.ts';
import { type Scenario } from '../scenario.ts';
import { fullThreads } from './pages.ts';

const SOCKETS = 5_000;
/** Of one socket, in thousands of bytes. */
const GOAL_KB = 30;
const IDLE_MS = 30_000;
const GOAL_MB = 200;

/** Resident memory of the Node process, all roles in one: after a page and half a minute, then with open sockets. */
export const memory: Scenario = async ({ databases, scale, rounds }) => {
  const databaseUrl = await databases.volume(scale);
  const [threadId] = await fullThreads(databaseUrl);
  const idle: Run[] = [];
  const open: Run[] = [];
  for (let round = 1; round <= Math.min(rounds, 3); round += 1) {
    const product = await startProduct(databaseUrl);
    const baseline = await startBaseline('memory-baseline', { databaseUrl });
    await Promise.all([product, baseline].map(async ({ url }) => (await fetch(`${url}/`)).arrayBuffer()));
    await sleep(IDLE_MS);
    const before = [product.process.memory(), baseline.process.memory()] as const;
    const added: number[] = [];
    for (const [index, { url, process }] of [product, baseline].entries()) {
      const followers = Process.start('bench/children/followers.js');
      const cookies = Array.from({ length: SOCKETS }, (_, i) => cookieOf(1 + (i % 1_000)));
      await followers.ask({ connect: { url, threadId: threadId!, cookies } });
      await sleep(10_000);
      added.push(process.memory() - before[index]!);
      await followers.stop();
    }
    idle.push({ round, product: { value: before[0] }, baseline: { value: before[1] } });
    open.push({ round, product: { value: added[0]! }, baseline: { value: added[1]! } });
    await product.process.stop();
    await baseline.process.stop();
  }
  const used = compare(idle);
  const verdict = `goal: at most ${GOAL_MB} MB: ${used.product.median <= GOAL_MB ? 'reached' : 'missed'}`;
  const sockets = compare(open);
  const each = (sockets.product.median * 1_000) / SOCKETS;
  const eachVerdict = `${each.toFixed(1)} KB each; goal: at most ${GOAL_KB} KB: ${each <= GOAL_KB ? 'reached' : 'missed'}`;
  return [
    { ...used, name: 'idle, all roles in one process', unit: 'MB', notes: [verdict] },
    { ...sockets, name: `what ${SOCKETS} idle sockets add`, unit: 'MB', notes: [eachVerdict] },
  ];
};
