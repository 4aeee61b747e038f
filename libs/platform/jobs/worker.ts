import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { type Pool } from 'pg';
import { PgBoss } from 'pg-boss';
import { DataSource } from 'typeorm';
import { log } from '#libs/platform/logging';
import { type JobData, type JobName } from './queues.ts';

/** A job may be about many things, and all that are taken together are one transaction. */
const MOST_AT_ONCE = 50;

/** Does jobs, supervises the queues and keeps the clock. */
@Injectable()
export class Worker implements OnModuleInit, OnApplicationShutdown {
  private boss!: PgBoss;

  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** On the process's own pool. */
  async onModuleInit(): Promise<void> {
    const { master: pool } = this.dataSource.driver as unknown as { master: Pool };
    this.boss = new PgBoss({
      db: { executeSql: (text: string, values?: unknown[]) => pool.query(text, values) },
      migrate: false,
      supervise: true,
      schedule: true,
    });
    this.boss.on('error', (error) => log.warn({ msg: 'job queue', error }));
    await this.boss.start();
  }

  /**
   * Does jobs of this name: all that wait together, oldest first, within a second of their commit. When the handler
   * throws they are all tried again later, so it does all or nothing, and twice is once.
   */
  async does<Name extends JobName>(name: Name, handle: (data: JobData[Name][]) => Promise<void>): Promise<void> {
    await this.boss.work<JobData[Name]>(
      name,
      { pollingIntervalSeconds: 1, batchSize: MOST_AT_ONCE, burstWhenBatchFull: true },
      (jobs) => handle(jobs.map(({ data }) => data)),
    );
  }

  async onApplicationShutdown(): Promise<void> {
    await this.boss.stop({ graceful: true, timeout: 5_000 }).catch(() => undefined);
  }
}
