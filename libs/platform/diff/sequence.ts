export interface Difference {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Beyond this the table of the comparison would cost more than the answer is worth. */
const MOST = 1_500;

/** How one list of texts became another, in reading order; null where they are too long to compare. */
export function sequenceDiff(before: readonly string[], after: readonly string[]): Difference[] | null {
  const start = commonStart(before, after);
  const end = commonEnd(before.slice(start), after.slice(start));
  const a = before.slice(start, before.length - end);
  const b = after.slice(start, after.length - end);
  if (a.length > MOST || b.length > MOST) return null;
  return [...same(before.slice(0, start)), ...between(a, b), ...same(before.slice(before.length - end))];
}

const same = (texts: readonly string[]): Difference[] => texts.map((text) => ({ kind: 'same', text }));

function commonStart(a: readonly string[], b: readonly string[]): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  return length;
}

const commonEnd = (a: readonly string[], b: readonly string[]): number => commonStart(a.toReversed(), b.toReversed());

function between(a: readonly string[], b: readonly string[]): Difference[] {
  const common = commonLengths(a, b);
  const differences: Difference[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      differences.push({ kind: 'same', text: a[i]! });
      i += 1;
      j += 1;
    } else if (i < a.length && (j === b.length || common[i + 1]![j]! >= common[i]![j + 1]!)) {
      differences.push({ kind: 'removed', text: a[i]! });
      i += 1;
    } else {
      differences.push({ kind: 'added', text: b[j]! });
      j += 1;
    }
  }
  return differences;
}

/** `[i][j]`: how many texts the rest of `a` from i and the rest of `b` from j have in common, in order. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint16Array[] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      lengths[i]![j] = a[i] === b[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
    }
  }
  return lengths;
}
