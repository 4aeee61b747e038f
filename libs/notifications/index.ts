/** What a person is told in the product itself: one thing once, in the transaction that caused it. */
export { type Notice, Notifications, repliesRead } from './notifications.ts';
export { NotificationsModule } from './notifications.module.ts';
export {
  MarkReadInput,
  NotificationsListInput,
  type NotificationRow,
  NotificationsQueries,
} from './notifications.queries.ts';
