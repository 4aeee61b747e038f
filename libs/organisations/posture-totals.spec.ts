import fc from 'fast-check';
import { POSTURE_CODES } from './posture.ts';
import { SMALLEST_SHOWN, totalsOf } from './posture-totals.ts';

describe('totalsOf', () => {
  it('leaves out cells under five, none among them', () => {
    const totals = totalsOf(
      [
        { group: 'UA', posture: 'planning', councils: 4 },
        { group: 'NMD', posture: 'planning', councils: 5 },
        { group: 'CTY', posture: 'planning', councils: 0 },
      ],
      ['CTY', 'NMD', 'UA'],
    );
    expect(totals.map(({ group, councils }) => [group, councils.planning])).toEqual([
      ['CTY', null],
      ['NMD', 5],
      ['UA', null],
    ]);
  });

  it('leaves out the next smallest where one alone would be left out', () => {
    const totals = totalsOf(
      [
        { group: 'UA', posture: 'planning', councils: 2 },
        { group: 'NMD', posture: 'planning', councils: 9 },
        { group: 'CTY', posture: 'planning', councils: 6 },
      ],
      ['CTY', 'NMD', 'UA'],
    );
    expect(totals.map(({ councils }) => councils.planning)).toEqual([null, 9, null]);
  });

  it('shows only true numbers of five or more, and never one gap in a column of several', () => {
    const groups = ['a', 'b', 'c', 'd'];
    const counts = fc.array(
      fc.record({
        group: fc.constantFrom(...groups),
        posture: fc.constantFrom(...POSTURE_CODES),
        councils: fc.integer({ min: 0, max: 20 }),
      }),
    );
    fc.assert(
      fc.property(counts, (given) => {
        const of = new Map(given.map(({ group, posture, councils }) => [`${group}/${posture}`, councils]));
        const totals = totalsOf(given, groups);
        for (const posture of POSTURE_CODES) {
          const column = totals.map(({ group, councils }) => [group, councils[posture]] as const);
          for (const [group, shown] of column) {
            if (shown === null) continue;
            expect(shown).toBe(of.get(`${group}/${posture}`));
            expect(shown).toBeGreaterThanOrEqual(SMALLEST_SHOWN);
          }
          expect(column.filter(([, shown]) => shown === null)).not.toHaveLength(1);
        }
      }),
    );
  });
});
