import 'reflect-metadata';
import { type DataSource } from 'typeorm';
import { IN_RECORDS, LEFT_OUT, ROW_TABLES } from '#libs/content';
import { connect } from '#libs/platform/database';
import { cloneDatabase } from '../support/database.ts';

describe('what an export carries', () => {
  let database: Awaited<ReturnType<typeof cloneDatabase>>;
  let dataSource: DataSource;
  /** Of all tables, what is not computed by the database itself. */
  let columns: string[];
  beforeAll(async () => {
    database = await cloneDatabase();
    dataSource = await connect(database.url, 1);
    const rows = await dataSource.query<{ name: string }[]>(
      `SELECT c.table_name || '.' || c.column_name AS name
         FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
        WHERE table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.is_generated = 'NEVER' ORDER BY 1`,
    );
    columns = rows.map(({ name }) => name);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  const inRecords = Object.entries(IN_RECORDS).flatMap(([table, names]) =>
    names.split(' ').map((name) => `${table}.${name}`),
  );
  const inRows = ROW_TABLES.flatMap(({ table, key, columns: others, adds }) =>
    `${adds ? '' : `${key} `}${others}`.split(' ').map((name) => `${table}.${name}`),
  );
  const tableOf = (column: string): string => column.split('.')[0]!;
  const leftOut = (column: string): boolean => column in LEFT_OUT || tableOf(column) in LEFT_OUT;

  it('is said of every column of every table, once: in a record, in a row, or left out for a reason', () => {
    const places = (column: string): number =>
      [inRecords.includes(column), inRows.includes(column), leftOut(column)].filter(Boolean).length;
    expect(columns.filter((column) => places(column) !== 1)).toEqual([]);
  });

  it('is said of no table and no column that is not there', () => {
    const there = new Set([...columns, ...columns.map(tableOf)]);
    expect([...inRecords, ...inRows, ...Object.keys(LEFT_OUT)].filter((name) => !there.has(name))).toEqual([]);
  });

  it('leaves out only what stands in no other schema than that of the jobs', async () => {
    const schemas = await dataSource.query<{ name: string }[]>(
      `SELECT DISTINCT table_schema AS name FROM information_schema.tables
        WHERE table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
    );
    expect(schemas.map(({ name }) => name)).toEqual(['pgboss', 'public']);
  });

  it('orders rows by a key that has each row once', async () => {
    const keys = await dataSource.query<{ table: string; columns: string[] }[]>(
      `SELECT c.conrelid::regclass::text AS table,
              ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)
                     ORDER BY 1) AS columns
         FROM pg_constraint c WHERE c.contype IN ('p', 'u') AND c.connamespace = 'public'::regnamespace`,
    );
    const known = new Set(keys.map(({ table, columns: of }) => `${table} ${of.join(' ')}`));
    const wrong = ROW_TABLES.filter(({ table, key }) => !known.has(`${table} ${key.split(' ').toSorted().join(' ')}`));
    expect(wrong).toEqual([]);
  });
});
