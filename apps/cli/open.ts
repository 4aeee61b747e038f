import path from 'node:path';
import { type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type Config, ConfigModule } from '#libs/platform/config';
import { connect, DatabaseModule, migrate, pendingMigrations, startEmbeddedPostgres } from '#libs/platform/database';
import { installJobs } from '#libs/platform/jobs';
import { nestLogger } from '#libs/platform/logging';
import { migrations } from '../../migrations/index.ts';
import { CliModule } from './cli.module.ts';

/**
 * Gives the address of the database: the one that is set, or the embedded one, which is started, or attached to where
 * `npm start` runs. Ends what it started.
 */
export async function withDatabase<T>(
  config: Config,
  work: (url: string, embedded: boolean) => Promise<T>,
): Promise<T> {
  if (config.DATABASE_URL !== undefined) return work(config.DATABASE_URL, false);
  const embedded = await startEmbeddedPostgres({ dataDir: path.join(config.DATA_DIR, 'postgres') });
  try {
    return await work(embedded.url(), true);
  } finally {
    await embedded.stop();
  }
}

/** Brings the tables and the queues up to date; safe to run several at once. Returns how many migrations ran. */
export async function bringUpToDate(url: string): Promise<number> {
  const ran = await migrate(url, migrations);
  await installJobs(url);
  return ran;
}

/** Gives the services, as the running platform has them, without a port. */
export function withServices<T>(config: Config, work: (services: INestApplicationContext) => Promise<T>): Promise<T> {
  return withDatabase(config, async (url, embedded) => {
    // Only the embedded database is ours alone; another is migrated by a step of the release.
    if (embedded) await bringUpToDate(url);
    const dataSource = await connect(url, 4);
    try {
      const pending = await pendingMigrations(dataSource, migrations);
      if (pending > 0) throw new Error(`The database lacks ${pending} migrations. Run "waymark migrate" first.`);
      const shared = [ConfigModule.forRoot(config), DatabaseModule.forRoot(dataSource)];
      const services = await NestFactory.createApplicationContext(CliModule.with(shared), {
        logger: nestLogger,
        abortOnError: false,
      });
      try {
        return await work(services);
      } finally {
        await services.close();
      }
    } finally {
      await dataSource.destroy();
    }
  });
}
