import { addMonths, freshness, today } from './freshness.ts';

describe('freshness', () => {
  it.each([
    ['2027-04-02', false, 'fresh'],
    ['2026-12-24', false, 'fresh'],
    ['2026-12-23', false, 'due'],
    ['2026-11-23', false, 'due'],
    ['2026-11-22', false, 'stale'],
    ['2027-04-02', true, 'stale'],
    [null, false, 'never-checked'],
  ])('good until %s, doubted %s: %s', (goodUntil, doubted, is) => {
    expect(freshness({ goodUntil, doubted }, '2026-11-23')).toBe(is);
  });
});

describe('addMonths', () => {
  it.each([
    ['2026-11-23', 6, '2027-05-23'],
    ['2026-08-31', 6, '2027-02-28'],
    ['2027-08-31', 6, '2028-02-29'],
    ['2026-12-01', 12, '2027-12-01'],
  ])('%s and %d months: %s', (day, months, then) => {
    expect(addMonths(day, months)).toBe(then);
  });
});

describe('today', () => {
  it('is the day in London, an hour ahead in summer', () => {
    expect(today(new Date('2026-06-30T23:30:00Z'))).toBe('2026-07-01');
    expect(today(new Date('2026-11-23T23:30:00Z'))).toBe('2026-11-23');
  });
});
