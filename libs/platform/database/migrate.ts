import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';

/** Runs what has not run, each migration in its own transaction, holding a lock so that two starts do not race. */
export async function migrate(url: string, migrations: readonly (new () => MigrationInterface)[]): Promise<number> {
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    migrations: [...migrations],
    migrationsTransactionMode: 'each',
    installExtensions: false,
    poolSize: 2,
  });
  await dataSource.initialize();
  const lock = dataSource.createQueryRunner();
  try {
    // Asked again and again, never waited for: a statement that waits holds a snapshot, and CREATE INDEX CONCURRENTLY of
    // the process that has the lock would wait for that for ever.
    while (!(await tryLock(lock))) await new Promise((resolve) => setTimeout(resolve, 200));
    return (await dataSource.runMigrations()).length;
  } finally {
    await lock.query(`SELECT pg_advisory_unlock_all()`);
    await lock.release();
    await dataSource.destroy();
  }
}

async function tryLock(lock: QueryRunner): Promise<boolean> {
  const [row] = (await lock.query(`SELECT pg_try_advisory_lock(hashtext('waymark.migrations')) AS held`)) as {
    held: boolean;
  }[];
  return row!.held;
}

/** How many of these the database has not run yet; all of them where it has run none. */
export async function pendingMigrations(
  dataSource: DataSource,
  migrations: readonly (new () => MigrationInterface)[],
): Promise<number> {
  const [table] = await dataSource.query<{ exists: boolean }[]>(
    `SELECT to_regclass('migrations') IS NOT NULL AS exists`,
  );
  if (!table?.exists) return migrations.length;
  const rows = await dataSource.query<{ name: string }[]>(`SELECT name FROM migrations`);
  const done = new Set(rows.map(({ name }) => name));
  return migrations.filter(({ name }) => !done.has(name)).length;
}
