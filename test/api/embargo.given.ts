import { Notifications } from '#libs/notifications';
import { Reads, Transactions } from '#libs/platform/database';
import { Events } from '#libs/platform/events';
import { FollowsService, ThreadChanges, ThreadOpenings } from '#libs/threads';
import { type TestPlatform } from '../support/platform.ts';

/** What the clock does to discussions that open on a day. */
export const embargoGiven = ({ dataSource }: TestPlatform) => ({
  /** The clock cannot be turned, so the day is. */
  dayComes: (threadId: string): Promise<unknown> =>
    dataSource.query(`UPDATE threads SET confidential_until = current_date WHERE id = $1`, [threadId]),

  /** The job of the worker. */
  openDue(): Promise<number> {
    const transactions = new Transactions(dataSource);
    const reads = new Reads(dataSource);
    const notifications = new Notifications(transactions);
    const events = new Events();
    const follows = new FollowsService(transactions, reads, notifications, new ThreadChanges(events));
    return new ThreadOpenings(transactions, reads, events, notifications, follows).openDue();
  },
});
