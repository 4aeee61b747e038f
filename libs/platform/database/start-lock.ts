import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Runs `work` while no other process does the same under this name; waits for as long as that one lives.
 *
 * The lock is a symbolic link, which appears whole, and its target is its holder: the pid and when that process began,
 * so that a pid that was given to another process since does not hold it for ever.
 */
export async function startLock<T>(lock: string, work: () => Promise<T>): Promise<T> {
  const own = identityOf(process.pid);
  while (!take(lock, own)) await sleep(100);
  try {
    return await work();
  } finally {
    fs.rmSync(lock, { force: true });
  }
}

function take(lock: string, own: string): boolean {
  try {
    fs.symlinkSync(own, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const holder = targetOf(lock);
  if (holder === null || identityOf(Number.parseInt(holder, 10)) === holder) return false;
  // Moved, not removed: if another start was faster, what stands there by now is its own lock, and goes back.
  const stale = `${lock}.${randomUUID()}`;
  try {
    fs.renameSync(lock, stale);
    const moved = targetOf(stale);
    if (moved !== null && moved !== holder) fs.symlinkSync(moved, lock);
  } catch {
    // Somebody else dealt with it.
  }
  fs.rmSync(stale, { force: true });
  return false;
}

/** The pid and its start in clock ticks since the machine began. */
function identityOf(pid: number): string {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return `${pid}-${stat.slice(stat.lastIndexOf(')')).split(' ')[20]}`;
  } catch {
    return `${pid}-gone`;
  }
}

function targetOf(link: string): string | null {
  try {
    return fs.readlinkSync(link);
  } catch {
    return null;
  }
}
