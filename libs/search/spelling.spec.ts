import { closestSpelling, slips } from './spelling.ts';

describe('how else a search could be spelt', () => {
  it.each([
    ['libary savings', [{ word: 'libary', title: 'Twelve libraries: a library society' }], 'library savings'],
    ['pensoin', [{ word: 'pensoin', title: 'The pension bond' }], 'pension'],
    ['Fenmarsh', [{ word: 'Fenmarsh', title: 'Fenmarch County Council' }], 'fenmarch'],
    ['bond', [{ word: 'bond', title: 'The bond' }], null],
    ['zebra', [{ word: 'zebra', title: 'Twelve libraries' }], null],
    ['anything', [], null],
  ])('%s', (q, near, expected) => {
    expect(closestSpelling(q, near)).toBe(expected);
  });

  it.each([
    ['same', 'same', 0],
    ['pensoin', 'pension', 1],
    ['libary', 'library', 1],
    ['', 'abc', 3],
  ])('counts slips from %s to %s', (a, b, steps) => {
    expect(slips(a, b)).toBe(steps);
  });
});
