import { csvRows } from './csv-rows.ts';

async function rowsOf(text: string | Uint8Array, pieceSize = 7): Promise<unknown[]> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += pieceSize) yield bytes.subarray(at, at + pieceSize);
  }
  const rows: unknown[] = [];
  for await (const row of csvRows(pieces())) rows.push('cells' in row ? [row.line, ...row.cells] : row);
  return rows;
}

describe('csvRows', () => {
  it.each([
    [
      'plain rows',
      'a,b\n1,2\n',
      [
        [1, 'a', 'b'],
        [2, '1', '2'],
      ],
    ],
    [
      'no line end at the end',
      'a,b\n1,2',
      [
        [1, 'a', 'b'],
        [2, '1', '2'],
      ],
    ],
    [
      'Windows line ends and a byte order mark',
      '\uFEFFa,b\r\n1,2\r\n',
      [
        [1, 'a', 'b'],
        [2, '1', '2'],
      ],
    ],
    ['commas and quotes in quotes', '1,"x, ""y"""\n', [[1, '1', 'x, "y"']]],
    [
      'a line end in quotes',
      '1,"x\ny"\n2,z\n',
      [
        [1, '1', 'x\ny'],
        [3, '2', 'z'],
      ],
    ],
    [
      'empty lines',
      '\n1,2\n\n  \n3,4\n',
      [
        [2, '1', '2'],
        [5, '3', '4'],
      ],
    ],
    [
      'rows of other lengths',
      '1\n1,2,3\n',
      [
        [1, '1'],
        [2, '1', '2', '3'],
      ],
    ],
    ['letters of several bytes, cut anywhere', 'Môn,Ŵy\n', [[1, 'Môn', 'Ŵy']]],
    ['nothing', '', []],
  ])('reads %s', async (_what, text, rows) => {
    expect(await rowsOf(text)).toEqual(rows);
    expect(await rowsOf(text, 1)).toEqual(rows);
  });

  const notClosed = 'A quotation mark is opened and not closed';
  const misplaced = 'A quotation mark stands where none may be';
  it.each([
    ['a quote that is never closed', '1,"x\n2,y\n3,z\n', [{ line: 1, why: notClosed }, [2, '2', 'y'], [3, '3', 'z']]],
    [
      'a quote that is open before a row with quotes',
      '1,"x\n2,"y, z"\n3,w\n',
      [{ line: 1, why: notClosed }, [2, '2', 'y, z'], [3, '3', 'w']],
    ],
    ['text behind a closing quote', '1,"x"y\n2,z\n', [{ line: 1, why: misplaced }, [2, '2', 'z']]],
    ['a quote inside a cell', '1,x"y"\n2,z\n', [{ line: 1, why: misplaced }, [2, '2', 'z']]],
    [
      'a row of more than 64 KB',
      `1,2\n${'x'.repeat(70_000)}\n3,4\n`,
      [[1, '1', '2'], { line: 2, why: 'The row is longer than 64 KB' }, [3, '3', '4']],
    ],
    [
      'an open quote before many rows',
      `1,"x\n${'2,yyyyyyyyy\n'.repeat(7_000)}`,
      [{ line: 1, why: notClosed }, ...Array.from({ length: 7_000 }, (_, i) => [i + 2, '2', 'yyyyyyyyy'])],
    ],
  ])('loses one line to %s, and no other', async (_what, text, rows) => {
    expect(await rowsOf(text, 4_096)).toEqual(rows);
  });

  it('stays quick where every line opens a quote', async () => {
    const rows = await rowsOf(`"\n${'\n'.repeat(70_000)}`.repeat(3), 65_536);
    expect(rows).toEqual([1, 70_002, 140_003].map((line) => ({ line, why: notClosed })));
  });

  it('marks what is not UTF-8 and goes on', async () => {
    expect(await rowsOf(new Uint8Array([0x4d, 0xf4, 0x6e, 0x0a, 0x61]))).toEqual([
      [1, 'M\uFFFDn'],
      [2, 'a'],
    ]);
  });
});
