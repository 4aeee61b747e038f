import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { migrations } from '../../migrations/index.ts';
import { startTestPlatform, type TestPlatform } from '../support/platform.ts';

describe('entities', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await startTestPlatform();
  });
  afterAll(() => platform.stop());

  it('ask for no table and no column that the migrations lack, nor for another type', async () => {
    const columns = await platform.dataSource.query<{ name: string; type: string }[]>(COLUMNS);
    const made = new Map(columns.map(({ name, type }) => [name, type]));
    const { entityMetadatas, driver } = platform.dataSource;
    const asked = entityMetadatas.flatMap(({ tableName, columns: own }) =>
      own.map((column) => {
        const type = `${driver.normalizeType(column)}${column.isArray ? '[]' : ''}`;
        return [`${tableName}.${column.databaseName}`, `${type}${column.isNullable ? ' or null' : ''}`] as const;
      }),
    );

    expect(asked.length).toBeGreaterThan(80);
    expect(Object.fromEntries(asked.map(([name]) => [name, made.get(name)]))).toEqual(Object.fromEntries(asked));
  });

  it('keep moments to the millisecond, which is what a Date carries', async () => {
    const finer = await platform.dataSource.query<{ name: string }[]>(
      `SELECT attrelid::regclass || '.' || attname AS name FROM pg_attribute
        JOIN pg_class c ON c.oid = attrelid AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
       WHERE atttypid IN ('timestamptz'::regtype, 'timestamp'::regtype)
         AND (atttypid = 'timestamp'::regtype OR atttypmod <> 3)`,
    );

    expect(finer).toEqual([]);
  });
});

/** Each column of each table, as "threads.locked_at" and "timestamp with time zone or null". */
const COLUMNS = `
  SELECT c.relname || '.' || a.attname AS name,
         format_type(a.atttypid, NULL) || CASE WHEN a.attnotnull THEN '' ELSE ' or null' END AS type
    FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
   WHERE a.attnum > 0 AND NOT a.attisdropped`;

describe('migrations', () => {
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  const server = new URL(process.env['TEST_DATABASE_URL']!);
  const own = Object.assign(new URL(server), { pathname: `/${name}` });
  const query = async <Row extends object>(url: URL, text: string): Promise<Row[]> => {
    const client = new Client({ connectionString: url.href });
    await client.connect();
    const { rows } = await client.query<Row>(text);
    await client.end();
    return rows;
  };
  beforeAll(() => query(server, `CREATE DATABASE ${name}`));
  afterAll(() => query(server, `DROP DATABASE ${name} WITH (FORCE)`));

  it('leave the same schema up, down and up again, and nothing in between', async () => {
    const dataSource = await new DataSource({
      type: 'postgres',
      url: own.href,
      migrations: [...migrations],
      migrationsTransactionMode: 'each',
      installExtensions: false,
    }).initialize();
    const schema = (): Promise<{ what: string }[]> => query(own, SCHEMA);
    const bare = await schema();

    await dataSource.runMigrations();
    const first = await schema();
    for (let left = migrations.length; left > 0; left -= 1) await dataSource.undoLastMigration();
    const down = await schema();
    await dataSource.runMigrations();
    const again = await schema();
    await dataSource.destroy();

    expect(first.length).toBeGreaterThan(300);
    expect(again).toEqual(first);
    // TypeORM's own table of what has run stays, and so do extensions, which another may use.
    expect(down.filter(({ what }) => !/\bmigrations(_|\b)|^extension /.test(what))).toEqual(bare);
  });
});

/** Everything that migrations make, one line a thing, in one order. */
const SCHEMA = `
  SELECT what FROM (
    SELECT format('column %s.%s %s null:%s default:%s generated:%s', c.relname, a.attname,
                  format_type(a.atttypid, a.atttypmod), NOT a.attnotnull, pg_get_expr(d.adbin, d.adrelid),
                  a.attgenerated) AS what
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'v', 'm')
      LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
     WHERE c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped
    UNION ALL
    SELECT format('constraint %s on %s: %s', conname, conrelid::regclass, pg_get_constraintdef(oid))
      FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL
    SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL
    SELECT 'trigger ' || pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL
    SELECT format('function %s: %s', p.oid::regprocedure, p.prosrc) FROM pg_proc p
     WHERE p.pronamespace = 'public'::regnamespace
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
    UNION ALL
    SELECT 'extension ' || extname FROM pg_extension WHERE extname <> 'plpgsql'
    UNION ALL
    SELECT 'text search ' || cfgname FROM pg_ts_config WHERE cfgnamespace = 'public'::regnamespace
    UNION ALL
    SELECT 'type ' || typname FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd')
  ) AS everything ORDER BY what`;
