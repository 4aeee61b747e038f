/** How one text became another: by line, and within a line by word. */
export { type DiffLine, lineDiff } from './line-diff.ts';
export { type Difference } from './sequence.ts';
export { type TextLine, textDiff } from './text-diff.ts';
