import { foldTerm, otherWordsFor } from './vocabulary.ts';
import { understand } from './words.ts';

const own = (q: string, exact = true) =>
  understand(q, exact).clauses.map((clause) => clause.map((group) => (group.not ? '-' : '') + group.own.join('|')));

describe('a search as people write it', () => {
  it.each([
    ['words', 'pension bond', [['pension', 'bond']]],
    ['a phrase', '"pension bond" council', [['"pension bond"', 'council']]],
    ['a phrase in curly quotes that is not closed', '“pension bond', [['"pension bond"']]],
    ['what must not be there', 'bond -guarantee', [['bond', '-guarantee']]],
    ['alternatives', 'bond OR guarantee or', [['bond'], ['guarantee']]],
    ['a hyphen', 'spin-out', [['spin-out|"spin out"|spinout']]],
    ['an apostrophe', 'arm’s', [['arm’s|"arms"']]],
    ['nothing to look for', ' - "" or !!! ', []],
    ['only what must not be there', '-bond', []],
  ])('is understood: %s', (_what, q, clauses) => {
    expect(own(q)).toEqual(clauses);
  });

  it('takes no more words than it can use', () => {
    expect(understand('word '.repeat(200)).clauses[0]).toHaveLength(24);
    expect(own(`"${'word '.repeat(200)}"`)).toEqual([[`"${'word '.repeat(24).trim()}"`]]);
    expect(own(`a ${'b_'.repeat(200)} c`)).toEqual([['a', 'b_'.repeat(23)]]);
  });
});

describe('other words for the same', () => {
  it.each([
    ['an abbreviation', 'LGPS', 'local government pension scheme'],
    ['what an abbreviation stands for', 'local government pension scheme', 'LGPS'],
    ['a former name', 'purdah', 'pre-election period'],
    ['the longest term first', 'staff transfer', 'transfer of undertakings'],
    ['a plural', 'spin-outs', 'spun out'],
    ['an apostrophe left out', 'arms length external organisation', 'ALEO'],
  ])('are searched too: %s', (_what, q, term) => {
    expect(understand(q).expanded).toContain(term);
  });

  it.each([
    ['what is only related', 'best value', 'value for money'],
    ['what must not be merged', 'local authority trading company', 'public service mutual'],
    ['what is found anyway', 'mutual', 'staff mutual'],
  ])('are left alone: %s', (_what, q, term) => {
    expect(understand(q).expanded).not.toContain(term);
  });

  it('are left out when the reader wants only their own', () => {
    expect(understand('LGPS', true).expanded).toEqual([]);
    expect(understand('-LGPS bond', true).clauses[0]!.every(({ other }) => other.length === 0)).toBe(true);
  });

  it('fold case, hyphens and stops', () => {
    expect([foldTerm('C.I.C.'), foldTerm('Co-operatives'), foldTerm('Café')]).toEqual(['cic', 'co operative', 'cafe']);
    expect(otherWordsFor('cic')).toEqual(['community interest company']);
  });
});
