import { lineDiff } from './line-diff.ts';

const shown = (before: string, after: string) =>
  lineDiff(before, after)?.map(({ kind, text }) => ({ same: ' ', added: '+', removed: '-' })[kind] + text);

describe('lineDiff', () => {
  it('keeps what stayed and tells what went and came', () => {
    expect(shown('one\ntwo\nthree', 'one\n2\nthree\nfour')).toEqual([' one', '-two', '+2', ' three', '+four']);
  });

  it('says nothing changed where nothing did', () => {
    expect(shown('one\ntwo', 'one\ntwo')).toEqual([' one', ' two']);
  });

  it('does not compare what is too long', () => {
    expect(lineDiff('a\n'.repeat(2_000), 'b')).toBeNull();
  });
});
