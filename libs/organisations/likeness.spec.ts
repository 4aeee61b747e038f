import { type Features, likenessOf, missingBetween } from './likeness.ts';

const county: Features = {
  type: 'CTY',
  nation: 'England',
  population: 600_000,
  density: 300,
  deprivation: 3,
  rurality: 3,
};

describe('likenessOf', () => {
  it.each<[string, Partial<Features>, string]>([
    ['alike in all', {}, 'similar size, similarly densely populated, similarly deprived, similarly rural'],
    ['a quarter more people', { population: 750_000 }, 'similar size, '],
    ['half as many again', { population: 900_000 }, 'larger, '],
    ['three times', { population: 1_800_000 }, 'much larger, '],
    ['three quarters', { population: 450_000 }, 'smaller, '],
    ['a third', { population: 200_000 }, 'much smaller, '],
    ['half as dense', { density: 150 }, 'similar size, less densely populated, '],
    ['twice as dense', { density: 600 }, 'similar size, more densely populated, '],
    ['a higher quintile', { deprivation: 5 }, 'similar size, similarly densely populated, less deprived, '],
    ['a lower quintile', { deprivation: 1 }, 'similar size, similarly densely populated, more deprived, '],
    ['more rural', { rurality: 4 }, 'similar size, similarly densely populated, similarly deprived, more rural'],
    ['more urban', { rurality: 1 }, 'similar size, similarly densely populated, similarly deprived, more urban'],
    [
      'nothing recorded',
      { population: null, density: null, deprivation: null, rurality: null },
      '(not recorded: size, density, deprivation, rural or urban)',
    ],
    ['nobody counted', { population: 0 }, 'similarly densely populated, '],
  ])('says it in words: %s', (_what, over, words) => {
    const said = likenessOf(county, { ...county, ...over });
    expect(said).toContain('same kind of council');
    expect(said.replace(/^same kind of council,? /, '')).toMatch(
      new RegExp(`^${words.replaceAll(/[()]/g, String.raw`\$&`)}`),
    );
  });

  it('marks another kind and another nation', () => {
    expect(likenessOf({ ...county, type: 'UA' }, { ...county, type: 'SCO', nation: 'Scotland' })).toMatch(
      /^another kind of council with the same duties, in Scotland, similar size/,
    );
  });

  it('names what is missing on either side', () => {
    expect(missingBetween({ ...county, deprivation: null }, { ...county, rurality: null })).toEqual([
      'deprivation',
      'rurality',
    ]);
    expect(likenessOf(county, { ...county, deprivation: null })).toMatch(/ \(not recorded: deprivation\)$/);
  });
});
