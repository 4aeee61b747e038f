import fc from 'fast-check';
import { Sequence, type ThreadEvent } from './sequence.ts';

const event = (seq: number): ThreadEvent => ({ threadId: 't', seq, kind: 'post-added' });

describe('Sequence', () => {
  it('applies each event once and in order, however they come, when gaps are asked for', () => {
    const arrivals = fc.array(fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 8 }), { maxLength: 30 });
    fc.assert(
      fc.property(arrivals, fc.integer({ min: 0, max: 10 }), (batches, start) => {
        const sequence = new Sequence(start);
        const applied: number[] = [];
        const take = (seqs: number[]): boolean => {
          const { apply, gap } = sequence.take(seqs.map(event));
          applied.push(...apply.map(({ seq }) => seq));
          return gap;
        };
        for (const batch of batches) {
          const gap = take(batch);
          // The range from what was reached to what is known fills the gap.
          if (gap) {
            const upTo = Math.max(...batch);
            take(Array.from({ length: upTo - sequence.seq }, (_, i) => sequence.seq + 1 + i));
          }
        }
        const last = Math.max(start, ...batches.flat());
        expect(applied).toEqual(Array.from({ length: last - start }, (_, i) => start + 1 + i));
      }),
    );
  });

  it('says that something is missing, and does not skip it', () => {
    const sequence = new Sequence(4);
    expect(sequence.take([event(6)])).toEqual({ apply: [], gap: true });
    expect(sequence.seq).toBe(4);
  });

  it('never goes back', () => {
    const sequence = new Sequence(4);
    sequence.reset(2);
    expect(sequence.take([event(3), event(4)])).toEqual({ apply: [], gap: false });
  });
});
