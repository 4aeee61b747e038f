/**
 * SQL: what a published note tells of, for who reads one of each: it did not work where the service got worse or the whole
 * thing ended, and it worked where neither is so and there is evidence that the service did not get worse.
 */
export const DID_NOT_WORK = (n: string): string => `(
  ${n}.result IN ('insourced', 'closed', 'lost-bid', 'lost-contract') OR ${n}.verdict = 'worse' AND ${n}.result <> 'in-progress')`;

export const WORKED = (n: string): string => `(
  ${n}.evidenced AND ${n}.verdict IN ('better', 'same') AND NOT ${DID_NOT_WORK(n)})`;
