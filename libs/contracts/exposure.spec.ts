import fc from 'fast-check';
import { dateOf, dayNumber, yearOf, yearSpan } from './days.ts';
import { annualPence, type ContractFigures, exposureOf } from './exposure.ts';
import { exposureWarnings } from './exposure.words.ts';
import { amountOf, penceOf } from './pence.ts';

let made = 0;
const contract = (over: Partial<ContractFigures> & { payer: string }): ContractFigures => ({
  id: String((made += 1)),
  title: `Contract of ${over.payer}`,
  payerKey: over.payer.toLowerCase(),
  annualValue: null,
  totalValue: null,
  currency: 'GBP',
  start: '2024-04-01',
  end: '2027-03-31',
  extensionTo: null,
  route: 'open',
  ...over,
});

/** The worked example of the definitions, reference date 1 June 2026. */
const EXAMPLE = [
  contract({ payer: 'A', title: 'Main', annualValue: '2000000', extensionTo: '2029-03-31' }),
  contract({ payer: 'A', title: 'Small', annualValue: '250000.00', start: '2025-04-01', end: '2028-03-31' }),
  contract({ payer: 'B', annualValue: '500000', start: '2025-07-01', end: '2028-06-30' }),
  contract({ payer: 'C', annualValue: '250000', start: '2026-01-01', end: '2029-12-31' }),
];

describe('K19: the worked example', () => {
  const { active, years, cliff, cliffExtended } = exposureOf(EXAMPLE, '2026-06-01');

  it('has three payers, 75.0 % of £3m with one, and an HHI of 5,972', () => {
    expect(active).toMatchObject({ activePence: 300_000_000n, contracts: 4, largestShare: 75, hhi: 5972 });
    expect(active!.payers.map(({ payer, share }) => [payer, share])).toEqual([
      ['A', 75],
      ['B', 16.7],
      ['C', 8.3],
    ]);
  });

  it('falls off a cliff of 66.7 % in 2027-28 without extensions, by the main contract', () => {
    expect(cliff).toMatchObject({
      name: '2027-28',
      beforePence: 300_000_000n,
      afterPence: 100_000_000n,
      fall: 66.7,
      cause: { title: 'Main', payer: 'A', lostPence: 200_000_000n },
    });
  });

  it('falls in 2029-30 with all extensions, from £2,374,657.53 to £188,356.16', () => {
    expect(cliffExtended).toMatchObject({
      name: '2029-30',
      beforePence: 237_465_753n,
      afterPence: 18_835_616n,
      fall: 92.1,
      cause: { title: 'Main' },
    });
  });

  it('lists every financial year to the penny', () => {
    expect(
      years.map(({ name, withoutPence, withPence }) => [name, amountOf(withoutPence), amountOf(withPence)]),
    ).toEqual([
      ['2024-25', '2000000.00', '2000000.00'],
      ['2025-26', '2686986.30', '2686986.30'],
      ['2026-27', '3000000.00', '3000000.00'],
      ['2027-28', '1000000.00', '3000000.00'],
      ['2028-29', '374657.53', '2374657.53'],
      ['2029-30', '188356.16', '188356.16'],
      ['2030-31', '0.00', '0.00'],
    ]);
  });

  it('weighs the remaining term by value', () => {
    // 303, 669, 760 and 1,309 days left of 2.0m, 0.25m, 0.5m and 0.25m.
    expect(active!.remainingDays).toBe(Math.round((2 * 303 + 0.25 * 669 + 0.5 * 760 + 0.25 * 1309) / 3));
    expect(active!.remainingDaysExtended).toBe(Math.round((2 * 1034 + 0.25 * 669 + 0.5 * 760 + 0.25 * 1309) / 3));
  });

  it('is said in words', () => {
    expect(exposureWarnings(exposureOf(EXAMPLE, '2026-06-01'))).toEqual([
      '75.0% of the active income comes from one payer, A.',
      'If nothing is extended, contracted income falls by 66.7% in 2027-28, from £3,000,000 to £1,000,000. Most of the fall is “Main” (A).',
      'If every contract is extended, it falls by 92.1% in 2029-30, from £2,374,658 to £188,356. Most of the fall is “Main” (A).',
    ]);
  });
});

describe('exposure', () => {
  it('K19: of one contract is 100 % and 10,000, with the cliff year in words', () => {
    const exposure = exposureOf([contract({ payer: 'Ardenshire', annualValue: '900000' })], '2026-06-01');
    expect(exposure.active).toMatchObject({ largestShare: 100, hhi: 10_000 });
    expect(exposure.cliff).toMatchObject({ name: '2027-28', fall: 100, afterPence: 0n });
    expect(exposureWarnings(exposure).join(' ')).toMatch(/one payer, Ardenshire.*in 2027-28.*to £0/);
  });

  it.each([
    ['before the start', '2024-03-31', false],
    ['on the first day', '2024-04-01', true],
    ['on the last day', '2027-03-31', true],
    ['after the end', '2027-04-01', false],
  ])('%s is active: %s %s', (_when, at, isActive) => {
    const { active } = exposureOf([contract({ payer: 'A', annualValue: '1' })], at);
    expect(active !== null).toBe(isActive);
  });

  it.each([[[]], [[contract({ payer: 'A', annualValue: '0' })]], [[contract({ payer: 'A' })]]])(
    'says that there are no current contracts, never 0 %%',
    (contracts) => {
      const exposure = exposureOf(contracts, '2026-06-01');
      expect(exposure.active).toBeNull();
      expect(exposureWarnings(exposure)[0]).toBe('No current contracts on this day.');
    },
  );

  it('is derived from the whole value by 365.25 days a year', () => {
    const four = { payer: 'A', start: '2024-04-01', end: '2028-03-31', totalValue: '400000' };
    expect(annualPence(contract(four))).toBe(10_000_000n);
    expect(annualPence(contract({ ...four, end: '2024-06-30' }))).toBe(penceOf('1605494.51'));
  });

  it.each([
    [{ totalValue: '5', end: null }, 'no-end-for-total'],
    [{}, 'no-value'],
    [{ annualValue: '5', currency: 'EUR' }, 'other-currency'],
  ])('leaves out %j and says why', (over, why) => {
    const { leftOut, active } = exposureOf([contract({ payer: 'A', ...over })], '2026-06-01');
    expect([leftOut[0]?.why, active]).toEqual([why, null]);
  });

  it('can leave out grants and trading', () => {
    const all = [
      contract({ payer: 'A', annualValue: '60' }),
      contract({ payer: 'B', annualValue: '30', route: 'grant' }),
      contract({ payer: 'C', annualValue: '10', route: 'trading' }),
    ];
    const shares = [true, false].flatMap((grants) =>
      [true, false].map((trading) => exposureOf(all, '2026-06-01', { grants, trading }).active!.largestShare),
    );
    expect(shares).toEqual([60, 66.7, 85.7, 100]);
  });

  it('counts a fall of exactly 30 % as a cliff, and of a little less not', () => {
    const fall = (rest: string) =>
      exposureOf(
        [
          contract({ payer: 'A', annualValue: '300' }),
          contract({ payer: 'B', annualValue: rest, start: '2024-04-01', end: '2030-03-31' }),
        ],
        '2026-06-01',
      ).cliff!.name;
    expect(fall('700')).toBe('2027-28');
    expect(fall('700.01')).toBe('2030-31');
  });

  it('does not count a fall before the year of the day', () => {
    const ended = contract({ payer: 'A', annualValue: '900', end: '2025-03-31' });
    const running = contract({ payer: 'B', annualValue: '100', end: '2030-03-31' });
    expect(exposureOf([ended, running], '2026-06-01').cliff!.name).toBe('2030-31');
    expect(exposureOf([ended, running], '2026-03-31').cliff!.name).toBe('2025-26');
  });
});

describe('a novated contract', () => {
  const novation = { on: '2026-04-01', payer: 'New Council', payerKey: 'new council' };
  const one = contract({ payer: 'Old Council', annualValue: '900', novation });
  const other = contract({ payer: 'B', annualValue: '100', start: '2024-04-01', end: '2030-03-31' });

  it.each([
    ['the day before', '2026-03-31', 'Old Council'],
    ['on its day', '2026-04-01', 'New Council'],
    ['on the last day', '2027-03-31', 'New Council'],
  ])('is paid %s by %s: %s', (_when, at, payer) => {
    const { active } = exposureOf([one, other], at);
    expect(active).toMatchObject({ contracts: 2, activePence: 100_000n, largestShare: 90 });
    expect(active!.payers[0]!.payer).toBe(payer);
  });

  it('adds to what the new payer pays already', () => {
    const { active } = exposureOf([one, other, contract({ payer: 'New Council', annualValue: '1000' })], '2026-06-01');
    expect(active).toMatchObject({ largestShare: 95, contracts: 3 });
    expect(active!.payers).toHaveLength(2);
  });

  it('is no cliff in the year of its novation, and falls when it ends, from whoever pays it then', () => {
    const late = { ...one, novation: { ...novation, on: '2026-10-15' } };
    const { cliff, years } = exposureOf([late, other], '2026-06-01');
    expect(cliff).toMatchObject({ name: '2027-28', cause: { id: one.id, payer: 'New Council', lostPence: 90_000n } });
    expect(years).toEqual(exposureOf([{ ...one, novation: null }, other], '2026-06-01').years);
    expect(exposureOf([late], '2026-06-01').active!.remainingDays).toBe(303);
  });
});

const START = dayNumber('2015-01-01');
const anyContract = fc
  .record({
    payer: fc.constantFrom('A', 'B', 'C', 'D'),
    pence: fc.bigInt({ min: 1n, max: 10_000_000_000n }),
    from: fc.integer({ min: 0, max: 6000 }),
    days: fc.integer({ min: 1, max: 4000 }),
    extra: fc.option(fc.integer({ min: 1, max: 1500 }), { nil: null }),
  })
  .map(({ payer, pence, from, days, extra }) =>
    contract({
      payer,
      annualValue: amountOf(pence),
      start: dateOf(START + from),
      end: dateOf(START + from + days - 1),
      extensionTo: extra === null ? null : dateOf(START + from + days - 1 + extra),
    }),
  );
const anyContracts = fc.array(anyContract, { maxLength: 12 });
const anyDay = fc.integer({ min: 0, max: 9000 }).map((days) => dateOf(START + days));

describe('for any contracts', () => {
  it('shares and HHI keep their bounds, and one payer is 10,000', () => {
    fc.assert(
      fc.property(anyContracts, anyDay, (contracts, at) => {
        const { active } = exposureOf(contracts, at);
        if (!active) return;
        const n = active.payers.length;
        expect(active.largestShare).toBeLessThanOrEqual(100);
        expect(active.largestShare).toBeGreaterThanOrEqual(Math.floor(1000 / n) / 10);
        expect(active.hhi).toBeLessThanOrEqual(10_000);
        expect(active.hhi).toBeGreaterThanOrEqual(Math.floor(10_000 / n));
        expect(n > 1 || (active.largestShare === 100 && active.hhi === 10_000)).toBe(true);
        expect(active.payers.reduce((all, { annualPence: pence }) => all + pence, 0n)).toBe(active.activePence);
      }),
    );
  });

  it('the shares of the payers add up to a hundred, but for what rounding costs', () => {
    fc.assert(
      fc.property(anyContracts, anyDay, (contracts, at) => {
        const { active } = exposureOf(contracts, at);
        if (!active) return;
        const all = active.payers.reduce((sum, { share }) => sum + Math.round(share * 10), 0);
        expect(Math.abs(all - 1000) * 2).toBeLessThanOrEqual(active.payers.length);
      }),
    );
  });

  it('a novation changes who pays and nothing of what comes in', () => {
    fc.assert(
      fc.property(anyContracts, anyDay, anyDay, (contracts, at, on) => {
        const novation = { on, payer: 'N', payerKey: 'n' };
        const novated = contracts.map((one) => ({ ...one, novation }));
        const [before, after] = [exposureOf(contracts, at), exposureOf(novated, at)];
        expect(after.years).toEqual(before.years);
        expect(after.cliff?.fall).toBe(before.cliff?.fall);
        expect(after.cliff?.cause.lostPence).toBe(before.cliff?.cause.lostPence);
        expect(after.active?.activePence).toBe(before.active?.activePence);
        expect(after.active?.remainingDays).toBe(before.active?.remainingDays);
        const share = at >= on ? before.active && 100 : (before.active?.largestShare ?? null);
        expect(after.active?.largestShare ?? null).toBe(share);
      }),
    );
  });

  it('a cliff falls by 30 % or more, no earlier year does, and it never lies before the year of the day', () => {
    fc.assert(
      fc.property(anyContracts, anyDay, (contracts, at) => {
        const { years, cliff } = exposureOf(contracts, at);
        const now = yearOf(at);
        const falls = years.filter(({ year, withoutPence }, index) => {
          const before = years[index - 1]?.withoutPence ?? 0n;
          // Pence are rounded: what lies within a penny of the line may go either way.
          return year >= now && before > 0n && (before - withoutPence) * 10n > before * 3n + 10n;
        });
        const isSound =
          cliff === null
            ? falls.length === 0
            : cliff.fall >= 30 && cliff.year >= now && falls.every(({ year }) => cliff.year <= year);
        expect(isSound).toBe(true);
      }),
    );
  });

  it('order does not matter', () => {
    fc.assert(
      fc.property(
        anyContracts.chain((contracts) =>
          fc.tuple(fc.constant(contracts), fc.shuffledSubarray(contracts, { minLength: contracts.length })),
        ),
        anyDay,
        ([contracts, shuffled], at) => {
          expect(exposureOf(shuffled, at)).toEqual({
            ...exposureOf(contracts, at),
            leftOut: expect.any(Array),
            openEnded: expect.any(Array),
          });
        },
      ),
    );
  });

  it('the income of all years is the value of all days', () => {
    fc.assert(
      fc.property(anyContracts, anyDay, (contracts, at) => {
        const { years } = exposureOf(contracts, at);
        for (const { year, withoutPence } of years) {
          const { from, to, days } = yearSpan(year);
          let value = 0n;
          for (let day = from; day <= to; day += 1) {
            for (const { start, end, annualValue } of contracts) {
              if (dayNumber(start) <= day && day <= dayNumber(end!)) value += penceOf(annualValue!);
            }
          }
          // Half a penny is what rounding may cost.
          const off = value - withoutPence * BigInt(days);
          expect((off < 0n ? -off : off) * 2n <= BigInt(days)).toBe(true);
        }
        const ends = contracts.map(({ end }) => dayNumber(end!));
        const last = years.at(-1);
        expect(ends.every((end) => last !== undefined && yearSpan(last.year).to > end)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it('an extension never lowers the income of a year', () => {
    fc.assert(
      fc.property(anyContracts, anyDay, (contracts, at) => {
        for (const { withPence, withoutPence } of exposureOf(contracts, at).years) {
          expect(withPence >= withoutPence).toBe(true);
        }
      }),
    );
  });
});
