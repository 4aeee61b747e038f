import { type Transactions, type Tx } from '#libs/platform/database';
import { renderMarkdown } from '#libs/platform/markdown';
import { type RecordProblem } from '../content-types.ts';
import { type LineSource } from '../entries.ts';
import { problemsIn } from '../problems.ts';
import { ROW_TABLES, type RowTable } from './carried.ts';
import { namesIn, quoted } from './rows-export.ts';

/** A line that could not be kept. `place`: the line, from 1. */
export interface RefusedRow {
  readonly place: number;
  readonly table: string | null;
  readonly problems: readonly RecordProblem[];
}

interface Line {
  readonly place: number;
  readonly text: string;
}

const BATCH = 500;
const TABLES = new Map(ROW_TABLES.map((table) => [table.table, table]));

/**
 * Puts the rows of an export back, after the records they refer to; 500 are committed at a time. One that cannot be kept
 * is told, and the others are kept. The lines go to PostgreSQL as they stand, so that a number keeps its digits.
 */
export async function restoreRows(
  transactions: Transactions,
  source: LineSource,
  onRefused: (refused: RefusedRow) => void,
): Promise<number> {
  await transactions.run(async (tx) => {
    for (const { table } of ROW_TABLES.filter(({ insteadOf }) => insteadOf).toReversed()) {
      await tx.query(`DELETE FROM ${table}`);
    }
  });
  let kept = 0;
  let batch: { of: RowTable; lines: Line[] } | null = null;
  const flush = async (): Promise<void> => {
    if (batch === null) return;
    const { of, lines } = batch;
    batch = null;
    const refused = await transactions.run((tx) => keepBatch(tx, of, lines));
    for (const row of refused) onRefused(row);
    kept += lines.length - refused.length;
  };
  for await (const entry of source.entries()) {
    const row = 'why' in entry ? { table: null, why: entry.why } : rowIn(entry);
    if ('why' in row) {
      onRefused({ place: entry.place, table: row.table, problems: [{ field: '', message: row.why }] });
      continue;
    }
    if (batch !== null && (batch.of !== row.of || batch.lines.length === BATCH)) await flush();
    batch ??= { of: row.of, lines: [] };
    batch.lines.push({ place: entry.place, text: row.text });
  }
  await flush();
  return kept;
}

/** The line with what is made of it; or why it is no row. */
function rowIn({
  raw,
  text,
}: {
  raw: unknown;
  text: string;
}): { of: RowTable; text: string } | { table: string | null; why: string } {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    return { table: null, why: 'A row is an object in braces' };
  }
  const { table, ...fields } = raw as Readonly<Record<string, unknown>>;
  const of = typeof table === 'string' ? TABLES.get(table) : undefined;
  if (of === undefined) return { table: null, why: 'table must be one of those that an export carries' };
  const names = [...namesIn(of.key), ...namesIn(of.columns)];
  const given = Object.keys(fields);
  if (given.length !== names.length || !names.every((name) => name in fields)) {
    return { table: of.table, why: `A row of ${of.table} has the columns ${names.join(', ')}, and no other` };
  }
  const made = Object.entries(of.html ?? {}).map(
    ([name, from]) =>
      `,${JSON.stringify(name)}:${JSON.stringify(renderMarkdown(String(fields[from]), { firstHeading: of.firstHeading ?? 3 }))}`,
  );
  return { of, text: `${text.slice(0, -1)}${made.join('')}}` };
}

/** All at once; where that fails, one by one, to find those that cannot be kept, which are returned. */
async function keepBatch(tx: Tx, of: RowTable, lines: readonly Line[]): Promise<readonly RefusedRow[]> {
  if ((await problemsOf(tx, of, lines)) === null) return [];
  const refused: RefusedRow[] = [];
  for (const line of lines) {
    const problems = await problemsOf(tx, of, [line]);
    if (problems !== null) refused.push({ place: line.place, table: of.table, problems });
  }
  return refused;
}

async function problemsOf(tx: Tx, of: RowTable, lines: readonly Line[]): Promise<readonly RecordProblem[] | null> {
  await tx.query('SAVEPOINT some_rows');
  try {
    const [row] = await tx.query<{ kept: number }[]>(statementOf(of), [`[${lines.map(({ text }) => text).join(',')}]`]);
    if (row!.kept === lines.length) {
      await tx.query('RELEASE SAVEPOINT some_rows');
      return null;
    }
    await tx.query('ROLLBACK TO SAVEPOINT some_rows');
    return [{ field: '', message: 'It belongs to a record that is not there' }];
  } catch (error) {
    const problems = problemsIn(error);
    await tx.query('ROLLBACK TO SAVEPOINT some_rows');
    return problems;
  }
}

function statementOf({ table, key, columns, html = {}, adds }: RowTable): string {
  const keys = namesIn(key);
  const others = namesIn(columns);
  const all = quoted([...keys, ...others, ...Object.keys(html)]);
  const write = adds
    ? `UPDATE ${table} AS t SET ${others.map((name) => `"${name}" = r."${name}"`).join(', ')}
         FROM json_populate_recordset(NULL::${table}, $1) AS r
        WHERE ${keys.map((name) => `t."${name}" = r."${name}"`).join(' AND ')} RETURNING 1`
    : `INSERT INTO ${table} (${all}) SELECT ${all} FROM json_populate_recordset(NULL::${table}, $1) RETURNING 1`;
  return `WITH written AS (${write}) SELECT count(*)::int AS kept FROM written`;
}
