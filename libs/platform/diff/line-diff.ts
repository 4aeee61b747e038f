import { type Difference, sequenceDiff } from './sequence.ts';

export type DiffLine = Difference;

/** How one text became another, line by line, in reading order; null where the texts are too long to compare. */
export const lineDiff = (before: string, after: string): DiffLine[] | null =>
  sequenceDiff(before.split('\n'), after.split('\n'));
