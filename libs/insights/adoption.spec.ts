import { adoptionCurve } from './adoption.ts';

describe('the curve of adopters', () => {
  it.each([
    ['nobody', [], []],
    ['one', [2012], [[2012, 1, 1]]],
    ['years between without any', [2014, 2011, 2011], [[2011, 2, 2], [2012, 0, 2], [2013, 0, 2], [2014, 1, 3]]], // prettier-ignore
  ])('of %s', (_what, years, expected) => {
    expect(adoptionCurve(years).map(({ year, adopters, cumulative }) => [year, adopters, cumulative])).toEqual(
      expected,
    );
  });
});
