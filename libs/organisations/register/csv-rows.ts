import { parse } from 'csv-parse/sync';

/** One row: its cells, or why it has none. `line` is where it starts, from 1. */
export type CsvRow = { line: number; cells: string[] } | { line: number; why: string };

interface Line {
  readonly number: number;
  readonly text: string;
  readonly tooLong: boolean;
}

const ROW_MAX = 65_536;
const TOO_LONG = 'The row is longer than 64 KB';
const NOT_CLOSED = 'A quotation mark is opened and not closed';
const MISPLACED = 'A quotation mark stands where none may be';

/**
 * The rows of a CSV file as it comes, empty ones left out. Memory is that of one row.
 *
 * csv-parse reads each row by itself: in one stream a quote that is never closed would swallow every row behind it. Here
 * it costs its own line, and reading goes on with the next.
 */
export async function* csvRows(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRow> {
  const rows = new RowsOfLines();
  for await (const line of linesOf(chunks)) yield* rows.add(line);
  yield* rows.end();
}

/** Puts lines together to rows: a quoted cell may hold line ends. Every line is looked at a few times at most. */
class RowsOfLines {
  private row: Line[] = [];
  private quotes = 0;
  private size = 0;

  *add(line: Line): Generator<CsvRow> {
    const queue = [line]; // The next line is its last.
    for (let next = queue.pop(); next; next = queue.pop()) {
      this.row.push(next);
      this.quotes += next.text.split('"').length - 1;
      this.size += next.text.length + 1;
      const isTooLong = next.tooLong || this.size > ROW_MAX;
      if (this.quotes % 2 === 1 && !isTooLong) continue;

      const read = isTooLong ? (this.row.length === 1 ? TOO_LONG : NOT_CLOSED) : parseRow(this.row);
      const [first, ...others] = this.close();
      if (typeof read === 'string') {
        yield { line: first!.number, why: read };
        queue.push(...others.toReversed()); // The first line is lost; the others may be rows of their own.
      } else if (read.length > 0) {
        yield { line: first!.number, cells: read };
      }
    }
  }

  *end(): Generator<CsvRow> {
    while (this.row.length > 0) {
      const [first, ...others] = this.close();
      yield { line: first!.number, why: NOT_CLOSED };
      for (const line of others) yield* this.add(line);
    }
  }

  private close(): Line[] {
    const { row } = this;
    this.row = [];
    this.quotes = 0;
    this.size = 0;
    return row;
  }
}

/** The cells, none for an empty row, or what is wrong with it. */
function parseRow(lines: readonly Line[]): string[] | string {
  const text = lines.map((line) => line.text).join('\n');
  if (text.trim() === '') return [];
  try {
    const [cells] = parse(text, { relax_column_count: true, trim: true });
    return cells ?? [];
  } catch {
    return MISPLACED;
  }
}

/** Lines end in \n or \r\n. What is beyond the limit of a row is dropped, not kept. */
async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  // Takes off the byte order mark, and turns what is not UTF-8 into U+FFFD, which the caller refuses.
  const decoder = new TextDecoder('utf-8');
  let number = 1;
  let text = '';
  let tooLong = false;
  const add = (part: string): void => {
    if (!tooLong) text += part;
    if (text.length > ROW_MAX) [text, tooLong] = ['', true];
  };
  const line = (): Line => {
    const ended = { number, text: text.endsWith('\r') ? text.slice(0, -1) : text, tooLong };
    [number, text, tooLong] = [number + 1, '', false];
    return ended;
  };
  for await (const chunk of chunks) {
    const parts = decoder.decode(chunk, { stream: true }).split('\n');
    for (const part of parts.slice(0, -1)) {
      add(part);
      yield line();
    }
    add(parts.at(-1)!);
  }
  add(decoder.decode());
  if (text !== '' || tooLong) yield line();
}
