import { carriedFrom, isShownFirst, packed, textsIn, unpacked } from './carried.ts';

const BODY = {
  _by: 'amina',
  _once: 'o-1',
  title: 'How?',
  topics: ['vat', 'tupe'],
  body: 'A text of more than thirty characters.',
};

describe('a form that is carried through sign-in', () => {
  it('comes out as it went in', () => {
    const carried = carriedFrom('/questions', BODY);
    expect(carried).toEqual({
      action: '/questions',
      by: 'amina',
      fields: [
        ['_by', 'amina'],
        ['_once', 'o-1'],
        ['title', 'How?'],
        ['topics', 'vat'],
        ['topics', 'tupe'],
        ['body', 'A text of more than thirty characters.'],
      ],
    });
    expect(unpacked(packed(carried!))).toEqual(carried);
    expect(textsIn(carried!)).toEqual(['A text of more than thirty characters.']);
  });

  it.each([
    ['no form', '/questions', null],
    ['a list', '/questions', ['a']],
    ['something that is no text', '/questions', { title: { a: 1 } }],
    ['a password', '/settings/account', { currentPassword: 'x' }],
    ['too much', '/questions', { body: 'x'.repeat(150_001) }],
    ['a way in', '/sign-in', { title: 'x' }],
    ['another site', '//evil.example', { title: 'x' }],
  ])('is none where there is %s', (_what, url, body) => {
    expect(carriedFrom(url, body)).toBeNull();
  });

  it.each([
    ['nothing', undefined],
    ['no JSON', '{'],
    ['null', 'null'],
    ['no fields', '{"action":"/questions"}'],
    ['fields that are none', '{"action":"/questions","fields":[["a"]]}'],
    ['another site', '{"action":"https://evil.example/","fields":[]}'],
    ['a script', '{"action":"javascript:alert(1)","fields":[]}'],
    ['a password', '{"action":"/questions","fields":[["password","x"]]}'],
    ['too much', JSON.stringify({ action: '/questions', fields: [['body', 'x'.repeat(150_001)]] })],
  ])('is none where a page holds %s', (_what, text) => {
    expect(unpacked(text)).toBeNull();
  });

  it.each([
    ['/case-notes', true],
    ['/case-notes/0199-x/tasks/story', true],
    ['/questions', true],
    ['/threads/0199-x/posts', true],
    ['/posts/0199-x/edit', true],
    ['/case-notes/0199-x/tasks/story/keep', false],
    ['/case-notes/0199-x/withdraw', false],
  ])('%s is shown before it is sent: %s', (action, first) => {
    expect(isShownFirst({ action, by: null, fields: [] })).toBe(first);
  });
});
