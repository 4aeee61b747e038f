import { type JobName } from './queues.ts';

/**
 * The insert of a job, to stand in a statement that does what the job follows from: so it is enqueued by that act, or
 * not at all, without a round trip of its own.
 *
 * `data` is SQL that makes the job's JobData as jsonb out of a row of `from`; one job for each row. The settings of the
 * queue are copied, and the table is the partition of the queue itself, as pg-boss's own send() does: a test compares the
 * two, for when pg-boss changes.
 */
export const insertJobs = (name: JobName, { data, from }: { data: string; from: string }): string => `
  INSERT INTO pgboss.job_common (name, data, policy, retry_limit, retry_delay, retry_backoff, retry_delay_max, expire_seconds,
                          deletion_seconds, keep_until, dead_letter, heartbeat_seconds)
  SELECT q.name, ${data}, q.policy, q.retry_limit, q.retry_delay, q.retry_backoff, q.retry_delay_max, q.expire_seconds,
         q.deletion_seconds, now() + q.retention_seconds * interval '1s', q.dead_letter, q.heartbeat_seconds
    FROM pgboss.queue q, ${from} WHERE q.name = '${name}'`;
