import { Module } from '@nestjs/common';
import { NotificationsModule } from '#libs/notifications';
import { NotificationsPageController } from './notifications.page.ts';

@Module({ imports: [NotificationsModule], controllers: [NotificationsPageController] })
export class NotificationsWebModule {}
