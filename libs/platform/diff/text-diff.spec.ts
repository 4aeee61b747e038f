import fc from 'fast-check';
import { type TextLine, textDiff, wordDiff } from './text-diff.ts';

const SIGN = { same: '', added: '+', removed: '-' } as const;
const shown = (lines: readonly TextLine[]): string[] =>
  lines.map((line) =>
    line.kind === 'changed'
      ? line.words.map(({ kind, text }) => (kind === 'same' ? text : `[${SIGN[kind]}${text}]`)).join('')
      : `${SIGN[line.kind]}${line.text}`,
  );

describe('textDiff', () => {
  it('marks the words of a line that was reworded, and leaves the others alone', () => {
    expect(
      shown(
        textDiff('First.\n\nStaff asked for ninety days to decide.', 'First.\n\nStaff asked for sixty days to decide.'),
      ),
    ).toEqual(['First.', 'Staff asked for [-ninety][+sixty] days to decide.']);
  });

  it('keeps words that changed side by side together', () => {
    expect(shown(textDiff('We paid the big bill in May.', 'We paid a small bill in May.'))).toEqual([
      'We paid [-the big][+a small] bill in May.',
    ]);
  });

  it('shows a line that has little in common with the one before as one that went and one that came', () => {
    expect(shown(textDiff('The council paid.', 'Nobody knows why this happened.'))).toEqual([
      '-The council paid.',
      '+Nobody knows why this happened.',
    ]);
  });

  it('says nothing changed where only empty lines did', () => {
    expect(shown(textDiff('One.\nTwo.', 'One.\n\n\nTwo.'))).toEqual(['One.', 'Two.']);
  });

  it('shows both texts whole where they are too long to compare', () => {
    const long = 'a\n'.repeat(2_000);
    expect(textDiff(long, 'b').map(({ kind }) => kind)).toEqual(['removed', 'added']);
  });

  it('puts the two texts back together, whatever they are', () => {
    const word = fc.constantFrom('the', 'a', 'cost', 'rose', 'fell', '£5', '\u{1F600}', '<b>');
    const text = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const parts = wordDiff(before, after) ?? [
          { kind: 'removed', text: before },
          { kind: 'added', text: after },
        ];
        const without = (gone: string): string =>
          parts
            .filter(({ kind }) => kind !== gone)
            .map((part) => part.text)
            .join('');
        expect([without('added'), without('removed')]).toEqual([before, after]);
      }),
    );
  });
});
