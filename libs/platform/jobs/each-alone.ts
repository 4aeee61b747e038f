import { log } from '#libs/platform/logging';

/**
 * Does all of these, one after another, also where some fail: each failure is logged, and at the end the first is thrown, so
 * that the job is tried again. Returns how many were done; `work` says false where there was nothing to do.
 */
export async function eachAlone<T>(
  what: string,
  all: readonly T[],
  work: (one: T) => Promise<boolean | void>,
): Promise<number> {
  const failures: unknown[] = [];
  let done = 0;
  for (const one of all) {
    try {
      if ((await work(one)) !== false) done += 1;
    } catch (error) {
      log.error({ msg: `${what} failed; going on with the others`, error });
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return done;
}
