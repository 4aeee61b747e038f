import { periodWords, unitBeside, valueWords, yearsWords } from './figure.words.ts';

describe('how figures read', () => {
  it.each([
    ['64', '%', '64%'],
    ['1904', 'people', '1,904'],
    ['14.2', 'visits', '14.2'],
    ['412000', '£', '£412,000'],
    ['-2.5', 'days', '−2.5'],
  ])('%s %s', (value, unit, words) => {
    expect(valueWords(value, unit)).toBe(words);
  });

  it.each([
    ['Visits per open hour', 'visits', ''],
    ['Opening hours a week, all sites', 'hours', ''],
    ['Staff turnover', '%', ''],
    ['Staff sickness', 'days per full-time post', 'days per full-time post'],
    ['Calls missed', 'per 10,000 visits', 'per 10,000 visits'],
    ['Visitors', '', ''],
  ])('%s in %s', (name, unit, beside) => {
    expect(unitBeside(name, unit)).toBe(beside);
  });

  it.each([
    ['2025-04-01', '2026-03-31', '2025-26'],
    ['2024-04-01', '2027-03-31', '2024-25 to 2026-27'],
    ['1999-04-01', '2000-03-31', '1999-00'],
    ['2022-12-05', '2023-09-30', 'December 2022 to September 2023'],
    ['2026-06-01', '2026-06-30', 'June 2026'],
    ['2022-12-05', null, 'from December 2022'],
    [null, '2023-09-30', 'until September 2023'],
    [null, null, ''],
  ])('the period from %s to %s', (from, to, words) => {
    expect(periodWords(from, to)).toBe(words);
  });

  it.each([
    ['2023-04-01', '2026-03-31', '2023 to 2026'],
    ['2026-04-01', '2026-09-30', '2026'],
    ['2026-04-01', null, 'since 2026'],
    [null, null, ''],
  ])('the years from %s to %s', (from, to, words) => {
    expect(yearsWords(from, to)).toBe(words);
  });
});
