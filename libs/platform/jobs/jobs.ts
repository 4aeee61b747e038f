import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { type Pool } from 'pg';
import { PgBoss } from 'pg-boss';
import { DataSource } from 'typeorm';
import { type Tx } from '#libs/platform/database';
import { log } from '#libs/platform/logging';
import { type JobData, type JobName } from './queues.ts';

@Injectable()
export class Jobs implements OnApplicationShutdown {
  private boss: Promise<PgBoss> | undefined;

  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** Enqueues in this transaction: rolled back with it, and seen by a worker only when it has committed. */
  async enqueue<Name extends JobName>(tx: Tx, name: Name, data: JobData[Name]): Promise<void> {
    const boss = await (this.boss ??= this.start(false));
    const executeSql = async (text: string, values?: unknown[]) => ({ rows: await tx.query<unknown[]>(text, values) });
    await boss.send(name, data, { db: { executeSql } });
  }

  /** Does jobs of this name, one at a time; a failed one is tried again later, so the handler is idempotent. */
  async work<Name extends JobName>(name: Name, handle: (data: JobData[Name]) => Promise<void>): Promise<void> {
    const boss = await (this.boss ??= this.start(true));
    await boss.work<JobData[Name]>(name, { pollingIntervalSeconds: 1, batchSize: 20 }, async (jobs) => {
      for (const { data } of jobs) await handle(data);
    });
  }

  async onApplicationShutdown(): Promise<void> {
    const boss = await this.boss?.catch(() => null);
    await boss?.stop({ graceful: true, timeout: 5_000 }).catch(() => undefined);
  }

  /** On the process's own pool. Only a worker supervises and keeps the clock. */
  private async start(worker: boolean): Promise<PgBoss> {
    const { master: pool } = this.dataSource.driver as unknown as { master: Pool };
    const boss = new PgBoss({
      db: { executeSql: (text: string, values?: unknown[]) => pool.query(text, values) },
      migrate: false,
      supervise: worker,
      schedule: worker,
    });
    boss.on('error', (error) => log.warn({ msg: 'job queue', error }));
    try {
      await boss.start();
      return boss;
    } catch (error) {
      this.boss = undefined; // The database may be back at the next try.
      throw error;
    }
  }
}
