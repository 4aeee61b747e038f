import fc from 'fast-check';
import { DatabaseUnavailable } from './availability.ts';
import { Together } from './together.ts';

describe('Together', () => {
  /** Work that waits to be let go, and says what it was asked. */
  const held = () => {
    const groups: number[][] = [];
    const doors: (() => void)[] = [];
    const work = async (asked: readonly number[]): Promise<number[]> => {
      groups.push([...asked]);
      await new Promise<void>((resolve) => doors.push(resolve));
      return asked.map((n) => n * 10);
    };
    const letGo = async (): Promise<void> => {
      while (doors.length === 0) await new Promise((resolve) => setImmediate(resolve));
      doors.shift()!();
    };
    return { groups, work, letGo };
  };

  it('does at once what comes alone, and together what comes meanwhile, in order and in bounds', async () => {
    const { groups, work, letGo } = held();
    const together = new Together(work, 3);
    const first = together.ask(1);
    while (groups.length === 0) await new Promise((resolve) => setImmediate(resolve));
    const others = [2, 3, 4, 5].map((n) => together.ask(n));
    for (let i = 0; i < 3; i += 1) await letGo();

    expect(await Promise.all([first, ...others])).toEqual([10, 20, 30, 40, 50]);
    expect(groups).toEqual([[1], [2, 3, 4], [5]]);
  });

  it('lets nobody wait for what is slow', async () => {
    const { groups, work, letGo } = held();
    const together = new Together(async (asked: readonly number[]) => (asked[0] === 1 ? work(asked) : asked), 3);
    const slow = together.ask(1);
    while (groups.length === 0) await new Promise((resolve) => setImmediate(resolve));

    expect(await together.ask(2)).toBe(2);
    await letGo();
    expect(await slow).toBe(10);
  });

  it('fails nobody by what another asked, and tries nothing again while the database is away', async () => {
    const groups: number[][] = [];
    const together = (error: Error) =>
      new Together(async (asked: readonly number[]) => {
        groups.push([...asked]);
        if (asked.includes(2)) throw error;
        return asked;
      }, 10);
    const outcomes = (error: Error) => {
      const one = together(error);
      return Promise.allSettled([1, 2, 3].map((n) => one.ask(n)));
    };

    expect((await outcomes(new Error('not so'))).map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(groups).toEqual([[1, 2, 3], [1], [2], [3]]);
    expect((await outcomes(new DatabaseUnavailable())).map(({ status }) => status)).toEqual(Array(3).fill('rejected'));
    expect(groups).toHaveLength(5);
  });

  it('gives everybody their own answer, one group at a time, whatever comes when and fails', async () => {
    const asks = fc.array(fc.record({ fails: fc.boolean(), pause: fc.nat(3) }), { minLength: 1, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(asks, fc.integer({ min: 1, max: 5 }), fc.scheduler(), async (wanted, most, schedule) => {
        let underWay = 0;
        const done: number[] = [];
        const together = new Together(async (asked: readonly number[]) => {
          underWay += 1;
          expect([underWay, asked.length <= most]).toEqual([1, true]);
          await schedule.schedule(Promise.resolve());
          underWay -= 1;
          if (asked.some((n) => wanted[n]!.fails)) throw new Error(`one of ${asked.length}`);
          done.push(...asked);
          return asked.map((n) => `answer ${n}`);
        }, most);
        const answers: Promise<string>[] = [];
        for (const [n, { pause }] of wanted.entries()) {
          answers.push(together.ask(n));
          for (let i = 0; i < pause; i += 1) await new Promise((resolve) => setImmediate(resolve));
        }
        const [settled] = await Promise.all([
          Promise.allSettled(answers),
          schedule.waitFor(Promise.allSettled(answers)),
        ]);

        expect(settled).toEqual(
          wanted.map(({ fails }, n) =>
            fails
              ? { status: 'rejected', reason: new Error('one of 1') }
              : { status: 'fulfilled', value: `answer ${n}` },
          ),
        );
        expect(done).toEqual(wanted.flatMap(({ fails }, n) => (fails ? [] : [n])));
      }),
      { numRuns: 50 },
    );
  });
});
