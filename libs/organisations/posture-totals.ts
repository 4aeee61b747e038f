import { POSTURE_CODES, type Posture } from './posture.ts';

/** Smaller numbers could point at a council that chose not to say. */
export const SMALLEST_SHOWN = 5;

export interface PostureCount {
  /** A council type, or a region. */
  group: string;
  posture: Posture;
  councils: number;
}

/** Of one council type or region. Null: fewer than five, which may be none, or hidden so that those stay hidden. */
export interface PostureTotals {
  group: string;
  councils: Readonly<Record<Posture, number | null>>;
}

/**
 * The table without its small numbers. Where only one is left out of a column, the next smallest goes as well: the same
 * councils are counted by type and by region, so that one could be worked out from the other table. There are no sums.
 */
export function totalsOf(counts: readonly PostureCount[], groups: readonly string[]): PostureTotals[] {
  const of = new Map(counts.map(({ group, posture, councils }) => [`${group}/${posture}`, councils]));
  const columns = POSTURE_CODES.map((posture) => {
    const cells = groups.map((group) => ({ group, councils: of.get(`${group}/${posture}`) ?? 0 }));
    const small = cells.filter(({ councils }) => councils < SMALLEST_SHOWN);
    const hidden = new Set(small.map(({ group }) => group));
    if (hidden.size === 1) {
      const [next] = cells
        .filter(({ group }) => !hidden.has(group))
        .toSorted((a, b) => a.councils - b.councils || (a.group < b.group ? -1 : 1));
      if (next) hidden.add(next.group);
    }
    const shown = cells.map(({ group, councils }) => [group, hidden.has(group) ? null : councils] as const);
    return [posture, new Map(shown)] as const;
  });
  return groups.map((group) => ({
    group,
    councils: Object.fromEntries(
      columns.map(([posture, cells]) => [posture, cells.get(group) ?? null]),
    ) as PostureTotals['councils'],
  }));
}
