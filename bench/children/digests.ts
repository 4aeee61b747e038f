import fs from 'node:fs';
import { DigestRuns } from '#libs/digests';
import { connect, Reads, Transactions } from '#libs/platform/database';
import { answer } from './answer.ts';

/** Makes the digests of a morning as the worker does, in a process that does nothing else. */
answer(async ({ databaseUrl, now }: { databaseUrl: string; now: string }) => {
  const dataSource = await connect(databaseUrl, 4);
  const runs = new DigestRuns(new Reads(dataSource), new Transactions(dataSource));
  const before = peakMb();
  const began = performance.now();
  let people = 0;
  for (;;) {
    const looked = await runs.makeDue(new Date(now));
    if (looked === 0) break;
    people += looked;
  }
  const seconds = (performance.now() - began) / 1_000;
  await dataSource.destroy();
  return { people, seconds, addedMb: peakMb() - before };
});

/** The most memory that this process ever had, in megabytes (10⁶ bytes). */
function peakMb(): number {
  const status = fs.readFileSync('/proc/self/status', 'utf8');
  return (Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) * 1_024) / 1e6;
}
