import { type Tx } from '#libs/platform/database';
import { ROW_TABLES, type RowTable } from './carried.ts';

const BATCH = 500;

export const namesIn = (columns: string): string[] => columns.split(' ');
export const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');

/**
 * The rows of every table that is carried as it is, a line of JSON each, in the order of the tables and of their keys.
 * The text is PostgreSQL's own, so that a number keeps its digits. The transaction has to be in UTC.
 */
export async function* rowLines(
  tx: Tx,
  { confidential }: { readonly confidential: boolean },
): AsyncGenerator<readonly string[]> {
  for (const table of ROW_TABLES) {
    await tx.query(`DECLARE carried_rows NO SCROLL CURSOR FOR ${selectOf(table, confidential)}`);
    for (;;) {
      const rows = await tx.query<{ line: string }[]>(`FETCH ${BATCH} FROM carried_rows`);
      if (rows.length === 0) break;
      yield rows.map(({ line }) => line);
    }
    await tx.query('CLOSE carried_rows');
  }
}

export async function countRows(tx: Tx): Promise<number> {
  const [row] = await tx.query<{ all: number }[]>(
    `SELECT (${ROW_TABLES.map(({ table, of = 'true' }) => `(SELECT count(*) FROM ${table} WHERE ${of})`).join(' + ')})::int
         AS all`,
  );
  return row!.all;
}

function selectOf(
  { table, key, columns, of = 'true', open, openColumns = {} }: RowTable,
  confidential: boolean,
): string {
  const asWritten = (name: string): string => {
    const instead = confidential ? undefined : openColumns[name];
    return instead === undefined ? `"${name}"` : `${instead} AS "${name}"`;
  };
  const keys = namesIn(key);
  return `
    SELECT row_to_json(r)::text AS line
      FROM (SELECT '${table}' AS "table", ${[...keys, ...namesIn(columns)].map(asWritten).join(', ')}
              FROM ${table} WHERE ${of} AND ${confidential ? 'true' : (open ?? 'true')}) AS r
     ORDER BY ${keys.map((name) => `r."${name}"::text COLLATE "C"`).join(', ')}`;
}
