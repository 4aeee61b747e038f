import { type Tx } from '#libs/platform/database';

/** Column → value; a list is an array column, a moment or a day is text. */
export type Row = Readonly<Record<string, unknown>>;

/** Inserts these rows, or makes those that are there what they ought to be. PostgreSQL turns the JSON into the table's types. */
export async function keepRows(tx: Tx, table: string, key: readonly string[], rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.keys(rows[0]!);
  const others = columns.filter((column) => !key.includes(column));
  const change =
    others.length === 0
      ? 'DO NOTHING'
      : `DO UPDATE SET ${others.map((column) => `${column} = excluded.${column}`).join(', ')}
           WHERE (${others.map((column) => `t.${column}`).join(', ')})
                 IS DISTINCT FROM (${others.map((column) => `excluded.${column}`).join(', ')})`;
  await tx.query(
    `INSERT INTO ${table} AS t (${columns.join(', ')})
     SELECT ${columns.join(', ')} FROM json_populate_recordset(NULL::${table}, $1)
     ON CONFLICT (${key.join(', ')}) ${change}`,
    [JSON.stringify(rows)],
  );
}

/** Makes these the rows that belong to one thing; the others that belong to it go. */
export async function replaceRows(
  tx: Tx,
  table: string,
  of: readonly [column: string, id: string],
  rows: readonly Row[],
): Promise<void> {
  await tx.query(`DELETE FROM ${table} WHERE ${of[0]} = $1`, [of[1]]);
  if (rows.length === 0) return;
  const columns = Object.keys(rows[0]!).join(', ');
  await tx.query(
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::${table}, $1)`,
    [JSON.stringify(rows)],
  );
}
