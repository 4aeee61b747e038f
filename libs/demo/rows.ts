import { type Tx } from '#libs/platform/database';

/** Column → value; a list is an array column, a Date a moment. */
export type Row = Readonly<Record<string, unknown>>;

/** Rows of one table. All have the columns of the first. */
export interface TableRows {
  table: string;
  rows: readonly Row[];
}

/**
 * Inserts rows of any table in one statement: PostgreSQL turns the JSON into the table's own types. `again` leaves out
 * the rows that are there already.
 */
export async function insertRows(tx: Tx, { table, rows }: TableRows, { again = false } = {}): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.keys(rows[0]!).join(', ');
  await tx.query(
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::${table}, $1)
     ${again ? 'ON CONFLICT DO NOTHING' : ''}`,
    [JSON.stringify(rows)],
  );
}
