import { type Tx } from '#libs/platform/database';
import { parseInput } from '#libs/platform/inputs';
import { RegisterUnreadable } from '../organisations.errors.ts';

/** A row that was left out. `code` is what stands where the local-authority-code belongs, null where nothing does. */
export interface RefusedRow {
  line: number;
  code: string | null;
  why: string;
}

export interface Taken {
  added: number;
  changed: number;
  unchanged: number;
  refused: RefusedRow[];
}

/** A row and where it stands. */
export interface Lined<Row> {
  line: number;
  row: Row;
}

/** One kind of file: how its rows are read, and how they are written. */
export interface ImportTable<Row> {
  /** What its rows are, for the summary. */
  readonly what: string;
  /** What stands in the column of the code, as it is; null: nothing. */
  codeIn(cells: readonly string[]): string | null;
  /** The row, or why it is refused. */
  read(cells: readonly string[]): { row: Row } | { why: string };
  /** What may stand in the file once; null: it may stand there again and changes nothing. */
  keyOf(row: Row): string | null;
  /** Writes those rows that are new or not as they were; says how many of each. */
  take(tx: Tx, rows: readonly Lined<Row>[]): Promise<Taken>;
}

/** A file beside the register: all its columns are needed, and others are ignored. */
export abstract class SideTable<Input extends object> implements ImportTable<Input> {
  abstract readonly what: string;

  constructor(
    private readonly names: readonly string[],
    private readonly Input: new () => Input,
    private readonly codeColumn: string,
  ) {}

  static fits(header: readonly string[], columns: readonly string[]): boolean {
    return columns.every((name) => header.includes(name));
  }

  codeIn(cells: readonly string[]): string | null {
    return cells[this.names.indexOf(this.codeColumn)]?.slice(0, 40) || null;
  }

  read(cells: readonly string[]): { row: Input } | { why: string } {
    if (cells.length !== this.names.length) {
      return { why: `The row has ${cells.length} cells where the first row has ${this.names.length}` };
    }
    if (cells.some((cell) => cell.includes('\uFFFD'))) return { why: 'The row has letters that are not UTF-8' };
    const filled = this.names.map((name, i) => [name, cells[i]] as const).filter(([, cell]) => cell !== '');
    const parsed = parseInput(this.Input, Object.fromEntries(filled));
    return parsed.ok
      ? { row: parsed.input }
      : { why: [...new Set(parsed.problems.map(({ message }) => message))].join('; ') };
  }

  keyOf(_row: Input): string | null {
    return null;
  }

  abstract take(tx: Tx, rows: readonly Lined<Input>[]): Promise<Taken>;
}

export const noColumnTwice = (header: readonly string[]): void => {
  const twice = header.find((name, i) => name !== '' && header.indexOf(name) !== i);
  if (twice !== undefined) throw new RegisterUnreadable(`The column ${twice} is there twice.`);
};

/** The ids of the councils that are there, by code. */
export async function councilIds(tx: Tx, codes: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ code: string; id: string }[]>(
    `SELECT code, organisation_id AS id FROM councils WHERE code = ANY ($1::text[])`,
    [codes],
  );
  return new Map(rows.map(({ code, id }) => [code, id]));
}

export const notInRegister = (line: number, code: string): RefusedRow => ({
  line,
  code,
  why: `There is no council ${code} in the register. Import the register first`,
});
