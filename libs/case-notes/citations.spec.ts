import { citedCaseNotes } from './citations.ts';

const A = '01990000-0000-7000-8000-00000000000a';
const B = '01990000-0000-7000-8000-00000000000b';

describe('citedCaseNotes', () => {
  it.each([
    ['a path on a line of its own', `See\n/case-notes/${A}\nfor more`, [A]],
    ['a whole address with its slug', `https://waymark.example/case-notes/${A}-twelve-libraries.`, [A]],
    ['a Markdown link', `[the note](/case-notes/${A})`, [A]],
    ['each once, in order', `/case-notes/${B} /case-notes/${A} /case-notes/${B}`, [B, A]],
    ['capitals', `/case-notes/${A.toUpperCase()}`, [A]],
    ['other paths', `/threads/${A} x/case-notes/${A} /case-notes/new`, []],
  ])('%s', (_what, text, ids) => {
    expect(citedCaseNotes(text)).toEqual(ids);
  });

  it('takes at most ten', () => {
    const text = Array.from({ length: 12 }, (_, i) => `/case-notes/01990000-0000-7000-8000-0000000000${10 + i}`);
    expect(citedCaseNotes(text.join('\n'))).toHaveLength(10);
  });
});
