/** What must happen: enqueued by the statement that asks for it, done by the worker at least once. */
export { eachAlone } from './each-alone.ts';
export { insertJobs } from './jobs.ts';
export { WorkerJobsModule } from './jobs.module.ts';
export { installJobs, type JobData, type JobName } from './queues.ts';
export { Worker } from './worker.ts';
