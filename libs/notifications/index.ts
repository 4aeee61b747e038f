/**
 * What a person is told, in the product itself and by mail: one thing once, in the transaction that caused it, as they
 * chose, and in words that they may read when they read them.
 */
export {
  DEFAULT_DIGEST,
  type DigestChoice,
  digestChoiceOf,
  DIGEST_RHYTHMS,
  type DigestRhythm,
  type Weekday,
  WEEKDAYS,
} from './digest-choice.ts';
export { type DueMail, MailOutbox, mailsOf } from './mail-outbox.ts';
export {
  MAIL_STATES,
  type MailCounts,
  type MailRow,
  MailsInput,
  MailsOperator,
  MailsQueries,
  type MailState,
} from './mails.queries.ts';
export { type NoticeChoice, NoticeChoices, NoticeChoicesInput } from './notice-choices.ts';
export {
  BOXED_KINDS,
  CHOSEN_IN_INBOX,
  MAIL_KINDS,
  type MailKind,
  NOTICE_KINDS,
  type NoticeKind,
} from './notice-kinds.ts';
export { type Notice, Notifications, repliesRead } from './notifications.ts';
export { UnreachableAddresses } from './unreachable-addresses.ts';
export { NotificationsModule } from './notifications.module.ts';
export {
  MarkReadInput,
  NotificationsListInput,
  type NotificationRow,
  NotificationsQueries,
} from './notifications.queries.ts';
