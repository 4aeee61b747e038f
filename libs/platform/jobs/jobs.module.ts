import { Module } from '@nestjs/common';
import { Worker } from './worker.ts';

/** For the process that works. To enqueue takes no module: see insertJobs(). */
@Module({ providers: [Worker], exports: [Worker] })
export class WorkerJobsModule {}
