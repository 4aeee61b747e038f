import { HIGHEST_READING_AGE, readingAge } from './reading-age.ts';

const PLAIN =
  'We ran the libraries from a small room. The roof let in rain. Staff met each week and told us what was slow. ' +
  'We fixed the van first. Then we opened late on Mondays. More people came. By May we had spent less than the plan. ' +
  'The council asked how we did it. We showed the books. One branch lost its lease and had to move down the road.';

const ACADEMIC =
  'The organisational transformation necessitated comprehensive renegotiation of contractual responsibilities, ' +
  'notwithstanding considerable institutional reluctance regarding accountability arrangements. Consequently, ' +
  'implementation demonstrated substantially heterogeneous administrative consequences across participating ' +
  'constituencies, particularly where managerial capabilities were insufficiently established, and where the ' +
  'representative organisations considered the consultation procedurally inadequate and fundamentally unsatisfactory.';

describe('readingAge', () => {
  it('K02: is at most 14 for plain words, and above for an academic paper', () => {
    expect(readingAge([PLAIN])).toBeLessThanOrEqual(10);
    expect(readingAge([`${ACADEMIC} ${ACADEMIC}`])).toBeGreaterThan(HIGHEST_READING_AGE);
  });

  it('counts the same words in shorter sentences as easier', () => {
    const long = PLAIN.replaceAll('. ', ' and ');
    expect(readingAge([long])!).toBeGreaterThan(readingAge([PLAIN])!);
  });

  it('reads a list line by line, and no marks', () => {
    const items = PLAIN.split('. ');
    const list = items.map((item) => `- **${item}**`).join('\n');
    expect(readingAge([list])).toBe(readingAge([items.join('. ')]));
  });

  it.each([
    ['nothing', []],
    ['a sentence', ['It went live on time.']],
    ['figures alone', [Array.from({ length: 100 }, (_, i) => `${i}.`).join(' ')]],
  ])('says nothing of %s', (_what, texts) => {
    expect(readingAge(texts)).toBeNull();
  });
});
