import fc from 'fast-check';
import { disagreementsIn } from './disagreements.ts';

const money = (amount: string, over: object = {}) => ({
  kind: 'saving' as const,
  label: 'Saved a year',
  amount,
  per: 'year' as const,
  from: '2025-04-01',
  to: '2026-03-31',
  ...over,
});
const outcome = (laterValue: string, over: object = {}) => ({
  name: 'Visits',
  unit: '',
  baselineValue: null,
  baselinePeriod: null,
  laterValue,
  laterPeriod: '2025-26',
  ...over,
});
const count = (figures: { money?: ReturnType<typeof money>[]; outcomes?: ReturnType<typeof outcome>[] }) =>
  disagreementsIn({ money: [], outcomes: [], ...figures }).length;

describe('disagreementsIn', () => {
  it.each([
    ['a tenth apart is the same', [money('100'), money('90')], 0],
    ['more than a tenth apart', [money('100'), money('89.99')], 1],
    ['another kind', [money('100'), money('50', { kind: 'cost' })], 0],
    ['once, not a year', [money('100'), money('50', { per: 'once' })], 0],
    ['another label', [money('100'), money('50', { label: 'Rent saved' })], 0],
    ['the label in other letters', [money('100'), money('50', { label: ' saved A  year' })], 1],
    ['the year after', [money('100'), money('50', { from: '2026-04-01', to: '2027-03-31' })], 0],
    ['one shared day', [money('100'), money('50', { from: '2026-03-31', to: null })], 1],
    ['no day', [money('100'), money('50', { from: null, to: null })], 0],
    ['three of them, each with each', [money('100'), money('50'), money('10')], 3],
  ])('%s', (_what, figures, expected) => {
    expect(count({ money: figures })).toBe(expected);
  });

  it.each([
    ['more than a tenth apart', [outcome('100'), outcome('80')], 1],
    ['another period', [outcome('100'), outcome('80', { laterPeriod: '2024-25' })], 0],
    ['another measure', [outcome('100'), outcome('80', { name: 'Loans' })], 0],
  ])('of measures: %s', (_what, figures, expected) => {
    expect(count({ outcomes: figures })).toBe(expected);
  });

  it('does not depend on which comes first, and none disagrees with itself', () => {
    const pounds = fc.integer({ min: -1_000_000, max: 1_000_000 }).map(String);
    fc.assert(
      fc.property(pounds, pounds, (a, b) => {
        expect(count({ money: [money(a), money(b)] })).toBe(count({ money: [money(b), money(a)] }));
        expect(count({ money: [money(a), money(a)] })).toBe(0);
      }),
    );
  });
});
