import { Module } from '@nestjs/common';
import { MailOutbox } from './mail-outbox.ts';
import { MailsOperator, MailsQueries } from './mails.queries.ts';
import { NoticeChoices } from './notice-choices.ts';
import { NotificationsQueries } from './notifications.queries.ts';
import { UnreachableAddresses } from './unreachable-addresses.ts';
import { Notifications } from './notifications.ts';

const SHARED = [
  MailsOperator,
  UnreachableAddresses,
  MailOutbox,
  MailsQueries,
  NoticeChoices,
  Notifications,
  NotificationsQueries,
];

@Module({ providers: SHARED, exports: SHARED })
export class NotificationsModule {}
