import { likenessOf, typesLike } from './likeness.ts';

const county = { type: 'CTY', population: 600_000 };

describe('likenessOf', () => {
  it.each([
    ['the same size', { type: 'CTY', population: 600_000 }, 'same kind of council, similar size'],
    ['a quarter more', { type: 'CTY', population: 750_000 }, 'same kind of council, similar size'],
    ['half as much again', { type: 'CTY', population: 900_000 }, 'same kind of council, larger'],
    ['three times', { type: 'CTY', population: 1_800_000 }, 'same kind of council, much larger'],
    ['three quarters', { type: 'CTY', population: 450_000 }, 'same kind of council, smaller'],
    ['a third', { type: 'CTY', population: 200_000 }, 'same kind of council, much smaller'],
    ['nobody counted', { type: 'CTY', population: null }, 'same kind of council, size not known'],
    ['another type', { type: 'UA', population: 600_000 }, 'same duties, similar size'],
  ])('says it in words for %s', (_what, other, words) => {
    expect(likenessOf(county, other)).toBe(words);
  });
});

describe('typesLike', () => {
  it('keeps counties, districts and single-tier councils apart', () => {
    expect(typesLike('CTY')).toEqual(['CTY']);
    expect(typesLike('NMD')).toEqual(['NMD']);
    expect(typesLike('LBO')).toEqual(typesLike('SCO'));
    expect(typesLike('UA')).not.toContain('CTY');
  });
});
