/** What must happen: enqueued by the transaction that asks for it, done by the worker at least once. */
export { Jobs, Worker } from './jobs.ts';
export { JobsModule, WorkerJobsModule } from './jobs.module.ts';
export { installJobs, type JobData, type JobName } from './queues.ts';
