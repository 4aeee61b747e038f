import { Module } from '@nestjs/common';
import { NotificationsModule } from '#libs/notifications';
import { OffersQueries } from './offers.queries.ts';
import { OffersService } from './offers.service.ts';

const ALL = [OffersQueries, OffersService];

@Module({ imports: [NotificationsModule], providers: ALL, exports: ALL })
export class OffersModule {}
