/** What ts_headline puts around a word that was found. Taken out of the text before, so that no text can hold one. */
export const START = '\u0002';
export const STOP = '\u0003';
/** Stands for < meanwhile: ts_headline would take it for markup and drop what follows. */
const LESS_THAN = '\u0001';

const REST_OF_WORD = new RegExp(`${STOP}((?:-[\\p{L}\\p{N}]+)+)`, 'gu');

export interface Piece {
  readonly text: string;
  readonly found: boolean;
}

/** A headline as pieces of plain text. Whatever they hold is text, not markup. */
export function pieces(headline: string): Piece[] {
  return (
    headline
      .replaceAll(LESS_THAN, '<')
      // Of "pass-through" PostgreSQL marks "pass" alone, because "through" is a stop word.
      .replace(REST_OF_WORD, `$1${STOP}`)
      .split(START)
      .flatMap((part, i) => {
        const [first = '', ...rest] = part.split(STOP);
        return i === 0
          ? [{ text: part.replaceAll(STOP, ''), found: false }]
          : [
              { text: first, found: true },
              { text: rest.join(''), found: false },
            ];
      })
      .filter(({ text }) => text !== '')
  );
}

/** The same as HTML: everything escaped, what was found in `<mark>`. */
export const markedHtml = (headline: string): string =>
  pieces(headline)
    .map(({ text, found }) => (found ? `<mark>${escaped(text)}</mark>` : escaped(text)))
    .join('');

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
