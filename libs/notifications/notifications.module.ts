import { Module } from '@nestjs/common';
import { MailOutbox } from './mail-outbox.ts';
import { MailsQueries } from './mails.queries.ts';
import { NoticeChoices } from './notice-choices.ts';
import { NotificationsQueries } from './notifications.queries.ts';
import { Notifications } from './notifications.ts';

const SHARED = [MailOutbox, MailsQueries, NoticeChoices, Notifications, NotificationsQueries];

@Module({ providers: SHARED, exports: SHARED })
export class NotificationsModule {}
