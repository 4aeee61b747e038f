import 'reflect-metadata';
import path from 'node:path';
import { loadConfig } from '#libs/platform/config';
import { connect, type EmbeddedPostgres, migrate, startEmbeddedPostgres } from '#libs/platform/database';
import { installJobs } from '#libs/platform/jobs';
import { log, setLogLevel } from '#libs/platform/logging';
import { migrations } from '../migrations/index.ts';
import { startPlatform } from './start.ts';

const config = loadConfig(process.env);
setLogLevel(config.LOG_LEVEL);

// A connection that dies while nobody waits for it must not end the process; what was asked of it fails by itself.
process.on('unhandledRejection', (error) => log.error({ msg: 'unhandled rejection', error }));

const embedded: EmbeddedPostgres | null =
  config.DATABASE_URL === undefined
    ? await startEmbeddedPostgres({ dataDir: path.join(config.DATA_DIR, 'postgres') })
    : null;
const url = config.DATABASE_URL ?? embedded!.url();

// Only the embedded database is ours alone; another is migrated by a step of the release.
if (embedded) {
  await migrate(url, migrations);
  await installJobs(url);
}
const dataSource = await connect(url, config.DATABASE_POOL_SIZE);
const platform = await startPlatform(config, dataSource);
process.stdout.write(`Waymark is at ${config.PUBLIC_URL ?? platform.url}\n`);

let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    void stop();
  });
}

async function stop(): Promise<void> {
  setTimeout(() => process.exit(1), 10_000).unref(); // Something hangs; the data is safe, so do not wait for it.
  await platform.stop();
  await dataSource.destroy();
  await embedded?.stop();
  process.exit(0);
}
