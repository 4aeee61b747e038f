import { fromCursor, toCursor } from './cursor.ts';

const ID = '0199a000-0000-7000-8000-000000000000';

describe('fromCursor', () => {
  it('gives back what toCursor() took', () => {
    const at = '2026-02-28T23:59:59.999Z';
    expect(fromCursor(toCursor([at, ID]), 'time', 'id')).toEqual([at, ID]);
    expect(fromCursor(toCursor(['2024-02-29', 7]), 'day', 'number')).toEqual(['2024-02-29', '7']);
  });

  it.each([
    ['a day that February does not have', ['2026-02-30T00:00:00.000Z', ID]],
    ['the year 0, which PostgreSQL does not know', ['0000-01-01T00:00:00.000Z', ID]],
    ['an hour 24', ['2026-01-01T24:00:00.000Z', ID]],
    ['an id in another place', [ID, '2026-02-28T23:59:59.999Z']],
    ['one value too many', ['2026-02-28T23:59:59.999Z', ID, 1]],
    ['half a surrogate pair', ['2026-02-28T23:59:59.999Z', '\ud800']],
  ])('starts at the beginning for %s', (_what, values) => {
    expect(fromCursor(toCursor(values), 'time', 'id')).toBeNull();
  });

  it.each(['2026-02-29', '2026-13-01', '0000-01-01'])('takes %s for no day', (day) => {
    expect(fromCursor(toCursor([day, ID]), 'day', 'id')).toBeNull();
  });
});
