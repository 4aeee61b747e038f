import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { type Pool } from 'pg';
import { PgBoss } from 'pg-boss';
import { DataSource } from 'typeorm';
import { type Tx } from '#libs/platform/database';
import { log } from '#libs/platform/logging';
import { type JobData, type JobName } from './queues.ts';

/** Enqueues. Doing is for the worker alone: see Worker. */
@Injectable()
export class Jobs implements OnModuleInit, OnApplicationShutdown {
  private boss!: PgBoss;

  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /**
   * Before the first request, as it reads which queues there are: inside a transaction that would need a second
   * connection, and transactions that wait for one another's connections wait for ever.
   */
  async onModuleInit(): Promise<void> {
    this.boss = await startBoss(this.dataSource, { supervise: false, schedule: false });
  }

  /** Enqueues in this transaction: rolled back with it, and seen by a worker only when it has committed. */
  async enqueue<Name extends JobName>(tx: Tx, name: Name, data: JobData[Name]): Promise<void> {
    const executeSql = async (text: string, values?: unknown[]) => ({ rows: await tx.query<unknown[]>(text, values) });
    await this.boss.send(name, data, { db: { executeSql } });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.boss.stop({ graceful: false }).catch(() => undefined);
  }
}

/** Does jobs, supervises the queues and keeps the clock. */
@Injectable()
export class Worker implements OnModuleInit, OnApplicationShutdown {
  private boss!: PgBoss;

  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async onModuleInit(): Promise<void> {
    this.boss = await startBoss(this.dataSource, { supervise: true, schedule: true });
  }

  /** Does jobs of this name, one at a time; a failed one is tried again later, so the handler is idempotent. */
  async does<Name extends JobName>(name: Name, handle: (data: JobData[Name]) => Promise<void>): Promise<void> {
    await this.boss.work<JobData[Name]>(name, { pollingIntervalSeconds: 1 }, async (jobs) => {
      for (const { data } of jobs) await handle(data);
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.boss.stop({ graceful: true, timeout: 5_000 }).catch(() => undefined);
  }
}

/** On the process's own pool. */
async function startBoss(dataSource: DataSource, duties: { supervise: boolean; schedule: boolean }): Promise<PgBoss> {
  const { master: pool } = dataSource.driver as unknown as { master: Pool };
  const boss = new PgBoss({
    db: { executeSql: (text: string, values?: unknown[]) => pool.query(text, values) },
    migrate: false,
    ...duties,
  });
  boss.on('error', (error) => log.warn({ msg: 'job queue', error }));
  await boss.start();
  return boss;
}
