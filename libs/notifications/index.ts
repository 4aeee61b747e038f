/**
 * What a person is told, in the product itself and by mail: one thing once, in the transaction that caused it, as they
 * chose, and in words that they may read when they read them.
 */
export { type DueMail, MailOutbox } from './mail-outbox.ts';
export {
  MAIL_STATES,
  type MailCounts,
  type MailRow,
  MailsInput,
  MailsQueries,
  type MailState,
} from './mails.queries.ts';
export { type NoticeChoice, NoticeChoices, NoticeChoicesInput } from './notice-choices.ts';
export { CHOSEN_IN_INBOX, NOTICE_KINDS, type NoticeKind } from './notice-kinds.ts';
export { type Notice, Notifications, repliesRead } from './notifications.ts';
export { NotificationsModule } from './notifications.module.ts';
export {
  MarkReadInput,
  NotificationsListInput,
  type NotificationRow,
  NotificationsQueries,
} from './notifications.queries.ts';
