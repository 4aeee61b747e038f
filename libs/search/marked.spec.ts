import { markedHtml, pieces } from './marked.ts';

describe('a headline', () => {
  it('becomes pieces of text, what was found apart', () => {
    expect(pieces('Twelve \u0002libraries\u0003, one society')).toEqual([
      { text: 'Twelve ', found: false },
      { text: 'libraries', found: true },
      { text: ', one society', found: false },
    ]);
  });

  it.each([
    ['markup in the text', '<b>\u0002bond\u0003</b>', '&lt;b&gt;<mark>bond</mark>&lt;/b&gt;'],
    ['markup in what was found', '\u0002<script>\u0003', '<mark>&lt;script&gt;</mark>'],
    ['the rest of a word with a hyphen', '\u0002pass\u0003-through, yes', '<mark>pass-through</mark>, yes'],
    ['a stray stop', 'a\u0003b', 'ab'],
    ['a stray start', 'a\u0002b', 'a<mark>b</mark>'],
    ['nothing', '', ''],
  ])('is escaped and marked: %s', (_what, headline, html) => {
    expect(markedHtml(headline)).toBe(html);
  });
});
