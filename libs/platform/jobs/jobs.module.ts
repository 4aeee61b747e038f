import { Module } from '@nestjs/common';
import { Jobs, Worker } from './jobs.ts';

@Module({ providers: [Jobs], exports: [Jobs] })
export class JobsModule {}

/** Apart from JobsModule, so that only a worker supervises and works. */
@Module({ providers: [Worker], exports: [Worker] })
export class WorkerJobsModule {}
