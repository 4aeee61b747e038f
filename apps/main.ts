import 'reflect-metadata';
import path from 'node:path';
import v8 from 'node:v8';
import { type DataSource } from 'typeorm';
import { DemoNetwork, demoSignInLines } from '#libs/demo';
import { type Config, loadConfig } from '#libs/platform/config';
import { connect, migrate, startEmbeddedPostgres, Transactions } from '#libs/platform/database';
import { installJobs } from '#libs/platform/jobs';
import { log, setLogLevel } from '#libs/platform/logging';
import { migrations } from '../migrations/index.ts';
import { whyNotStarted } from './not-started.ts';
import { startPlatform } from './start.ts';

// Left to itself V8 lets garbage grow to as much again as is in use before it looks: memory that a small machine lacks.
v8.setFlagsFromString('--heap-growing-percent=50');

/** What has been started, to be ended in the opposite order. */
const opened: (() => Promise<void>)[] = [];
let stopping = false;

// A connection that dies while nobody waits for it must not end the process; what was asked of it fails by itself.
process.on('unhandledRejection', (error) => log.error({ msg: 'unhandled rejection', error }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(0));

try {
  await start();
} catch (error) {
  if (!stopping) process.stderr.write(`${whyNotStarted(error)}\n`);
  await stop(1);
}

async function start(): Promise<void> {
  const config = loadConfig(process.env);
  setLogLevel(config.LOG_LEVEL);
  const url = config.DATABASE_URL ?? (await startOwnDatabase(config));
  const dataSource = await connect(url, config.DATABASE_POOL_SIZE);
  opened.push(() => dataSource.destroy());
  const isDemo = await isDemoThere(config, dataSource);
  const platform = await startPlatform(config, dataSource);
  opened.push(() => platform.stop());
  process.stdout.write(`Waymark is at ${config.PUBLIC_URL ?? platform.url.replace('127.0.0.1', 'localhost')}\n`);
  if (isDemo) process.stdout.write(`${demoSignInLines().join('\n')}\n`);
}

/** Only the embedded database is ours alone and migrated at the start; another is migrated by a step of the release. */
async function startOwnDatabase({ DATA_DIR }: Config): Promise<string> {
  const embedded = await startEmbeddedPostgres({ dataDir: path.join(DATA_DIR, 'postgres'), keepAlive: true });
  opened.push(() => embedded.stop());
  await migrate(embedded.url(), migrations);
  await installJobs(embedded.url());
  return embedded.url();
}

/** The demo network belongs in our own database alone, and never in production. */
async function isDemoThere(config: Config, dataSource: DataSource): Promise<boolean> {
  if (!config.DEMO || config.production || config.DATABASE_URL !== undefined) return false;
  return new DemoNetwork(new Transactions(dataSource), config).ensure();
}

async function stop(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  setTimeout(() => process.exit(1), 10_000).unref(); // Something hangs; the data is safe, so do not wait for it.
  for (const close of opened.toReversed()) {
    await close().catch((error: unknown) => log.error({ msg: 'not closed well', error }));
  }
  process.exit(code);
}
