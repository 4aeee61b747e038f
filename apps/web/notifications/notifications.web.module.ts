import { Module } from '@nestjs/common';
import { NotificationsModule } from '#libs/notifications';
import { ThreadsModule } from '#libs/threads';
import { NotificationsPageController } from './notifications.page.ts';

@Module({ imports: [NotificationsModule, ThreadsModule], controllers: [NotificationsPageController] })
export class NotificationsWebModule {}
