import { type DynamicModule, Module } from '@nestjs/common';
import { WorkerJobsModule } from '#libs/platform/jobs';
import { ThreadsModule } from '#libs/threads';
import { Housekeeping } from './housekeeping.ts';
import { WorkerJobs } from './worker.jobs.ts';

@Module({ imports: [WorkerJobsModule, ThreadsModule], providers: [WorkerJobs, Housekeeping] })
export class WorkerModule {
  static with(shared: DynamicModule[]): DynamicModule {
    return { module: WorkerModule, imports: shared };
  }
}
