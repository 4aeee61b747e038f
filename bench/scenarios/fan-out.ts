import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { type Heard } from '../children/followers.ts';
import { cookieOf } from '../database.ts';
import { type Asked, send } from '../load.ts';
import { interleaved, median, type Measured, percentile } from '../measure.ts';
import { Process, startBaseline, startProduct } from '../processes.ts';
import { type Level, type Scenario } from '../scenario.ts';
import { fullThreads } from './pages.ts';

const SIZES = [1_000, 200];
const REPLIES = 20;
const ACROSS = 200;
const now = (): number => Number(process.hrtime.bigint()) / 1e6;

/** From sending one reply until the last of all followers has it, one reply at a time; then across two processes. */
export const fanOut: Scenario = async ({ databases, scale, rounds }) => {
  const databaseUrl = await databases.copy(scale);
  const [threadId, elsewhere] = await fullThreads(databaseUrl);
  const product = await startProduct(databaseUrl);
  const committed = new Client({ connectionString: databaseUrl });
  await committed.connect();
  await committed.query('LISTEN events');
  let committedAt = 0;
  committed.on('notification', () => (committedAt = now()));
  const ask = replyTo(threadId);
  const levels: Level[] = [];
  /** The writer on one process, all readers on another; against the same on one. */
  const acrossProcesses = async (): Promise<Level> => {
    const cookies = Array.from({ length: ACROSS }, (_, i) => cookieOf(i + 1));
    const other = await startProduct(databaseUrl);
    const [near, far] = [Process.start('bench/children/followers.js'), Process.start('bench/children/followers.js')];
    await near.ask({ connect: { url: product.url, threadId, cookies } });
    await far.ask({ connect: { url: other.url, threadId: elsewhere, cookies } });
    const p99 = async (followers: Process, id: string | undefined): Promise<Measured> => {
      const taken: number[] = [];
      for (let i = 0; i < REPLIES * 5; i += 1) {
        const { at } = await deliver(followers, product.url, replyTo(id));
        taken.push(at - committedAt);
        await sleep(20);
      }
      return { value: percentile(taken, 0.99) };
    };
    const across = (): Promise<Measured> => p99(far, elsewhere);
    const within = (): Promise<Measured> => p99(near, threadId);
    await across();
    await within();
    const comparison = await interleaved(rounds, across, within);
    for (const process of [near, far, other.process]) await process.stop();
    const name = `p99 from commit to the last of ${ACROSS} followers, on another process against on the same`;
    return { ...comparison, name, unit: 'ms', goal: 2 };
  };
  try {
    for (const size of SIZES) {
      const cookies = Array.from({ length: size }, (_, i) => cookieOf(i + 1));
      const ours = Process.start('bench/children/followers.js');
      await ours.ask({ connect: { url: product.url, threadId, cookies } });
      const { event: payload } = await deliver(ours, product.url, ask);
      const baseline = await startBaseline('fan-out-baseline', { payload });
      const theirs = Process.start('bench/children/followers.js');
      await theirs.ask({ connect: { url: baseline.url, threadId, cookies } });
      const sinceCommit: number[] = [];
      const product95 = async (): Promise<Measured> => {
        const taken: number[] = [];
        for (let i = 0; i < REPLIES; i += 1) {
          const { tookMs, at } = await deliver(ours, product.url, ask);
          taken.push(tookMs);
          sinceCommit.push(at - committedAt);
          await sleep(50);
        }
        return { value: percentile(taken, 0.95) };
      };
      const baseline95 = async (): Promise<Measured> => {
        const taken: number[] = [];
        for (let i = 0; i < REPLIES; i += 1) {
          taken.push((await deliver(theirs, baseline.url, { method: 'POST', path: '/emit', body: '{}' })).tookMs);
          await sleep(50);
        }
        return { value: percentile(taken, 0.95) };
      };
      await product95();
      await baseline95();
      const comparison = await interleaved(rounds, product95, baseline95);
      const note = `from the commit: median ${median(sinceCommit).toFixed(1)} ms, p95 ${percentile(sinceCommit, 0.95).toFixed(1)} ms`;
      const name = `p95 of a reply's way to the last of ${size} followers`;
      levels.push({ ...comparison, name, unit: 'ms', goal: 2, notes: [note] });
      for (const process of [ours, theirs, baseline.process]) await process.stop();
    }
    levels.push(await acrossProcesses());
    return levels;
  } finally {
    await committed.end();
    await product.process.stop();
  }
};

const replyTo = (threadId: string | undefined): Asked => ({
  method: 'POST',
  path: `/api/v1/threads/${threadId}/posts`,
  headers: { cookie: cookieOf(1) },
  body: JSON.stringify({ body: 'The fund agreed to pass-through in the end, with the council as guarantor.' }),
});

/** One message, from the first byte of the request to its receipt by all. */
async function deliver(followers: Process, url: string, asked: Asked): Promise<Heard & { tookMs: number }> {
  const agent = new Agent();
  const heard = followers.ask<Heard>({ heard: true });
  const began = now();
  await send(agent, url, asked);
  const { at, event } = await heard;
  return { at, event, tookMs: at - began };
}
