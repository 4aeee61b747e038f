import { localPath } from './local-path.ts';

describe('localPath', () => {
  it.each(['/', '/questions', '/threads/0199-x?after=20#post-21', '/search?q=caf%C3%A9&type=note'])(
    'takes %s, which is here',
    (next) => {
      expect(localPath(next)).toBe(next);
    },
  );

  it.each([
    ['another site', 'https://evil.example/'],
    ['another site, with the scheme left out', '//evil.example'],
    ['a backslash, which browsers read as a slash', '/\\evil.example'],
    ['a tab, which browsers drop', '/\t/evil.example'],
    ['a line break, which would end the header', '/x\r\nset-cookie: a=b'],
    ['letters that a header cannot carry', '/café'],
    ['a script', 'javascript:alert(1)'],
    ['the way in itself', '/sign-in?next=/sign-in'],
    ['the way out', '/sign-out'],
    ['nothing', ''],
    ['no text', ['/questions']],
    ['more than an address holds', `/${'x'.repeat(600)}`],
  ])('goes home instead of to %s', (_what, next) => {
    expect(localPath(next)).toBe('/');
  });
});
