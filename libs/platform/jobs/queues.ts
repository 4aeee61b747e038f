import { PgBoss, type QueueOptions } from 'pg-boss';

interface Reply {
  threadId: string;
  number: number;
  authorId: string;
}

/** Every job there is, and what it carries: ids and numbers, never text that a person wrote. */
export interface JobData {
  /** Of the replies that were made together; of one alone, where it was enqueued before that was so. */
  'threads.tell-followers': { replies: Reply[] } | Reply;
  /** Of posts that mention somebody. */
  'threads.tell-mentioned': { posts: string[] };
  /** The question that was asked. */
  'threads.tell-of-question': { threadId: string };
  /** Of all that is due. */
  'notifications.send-mail': Record<string, never>;
  'watches.look': Record<string, never>;
  /** Of all that are due. */
  'digests.make': Record<string, never>;
  'platform.housekeeping': Record<string, never>;
}
export type JobName = keyof JobData;

/** What a worker that was killed had begun is begun again after a minute. */
const RETRIES = { retryLimit: 8, retryDelay: 5, retryBackoff: true, expireInSeconds: 60 };
const QUEUES: Record<JobName, { settings: QueueOptions; policy: 'standard' | 'short' }> = {
  'threads.tell-followers': { settings: RETRIES, policy: 'standard' },
  'threads.tell-mentioned': { settings: RETRIES, policy: 'standard' },
  'threads.tell-of-question': { settings: RETRIES, policy: 'standard' },
  // What was not sent is due later: the outbox keeps when, and the clock asks.
  'notifications.send-mail': { settings: { retryLimit: 0, expireInSeconds: 120 }, policy: 'standard' },
  'watches.look': { settings: { retryLimit: 0, expireInSeconds: 120 }, policy: 'short' },
  'digests.make': { settings: { retryLimit: 0, expireInSeconds: 120 }, policy: 'short' },
  'platform.housekeeping': { settings: { retryLimit: 0 }, policy: 'short' },
};

/** Makes the tables of the queue and the queues, or brings them up to date. A step of migrate; safe to run again. */
export async function installJobs(url: string): Promise<void> {
  const boss = new PgBoss({ connectionString: url, supervise: false, schedule: false, max: 2 });
  boss.on('error', () => undefined);
  await boss.start();
  for (const [name, { settings, policy }] of Object.entries(QUEUES)) {
    await boss.createQueue(name, { ...settings, policy });
    await boss.updateQueue(name, settings);
  }
  await boss.schedule('platform.housekeeping', '17 * * * *');
  await boss.schedule('notifications.send-mail', '* * * * *');
  await boss.schedule('watches.look', '*/10 * * * *');
  await boss.schedule('digests.make', '* * * * *');
  await boss.stop({ graceful: false });
}
