import { Module } from '@nestjs/common';
import { NotificationsQueries } from './notifications.queries.ts';
import { Notifications } from './notifications.ts';

@Module({ providers: [Notifications, NotificationsQueries], exports: [Notifications, NotificationsQueries] })
export class NotificationsModule {}
