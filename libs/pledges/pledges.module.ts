import { Module } from '@nestjs/common';
import { NotificationsModule } from '#libs/notifications';
import { PledgesQueries } from './pledges.queries.ts';
import { PledgesService } from './pledges.service.ts';

const ALL = [PledgesQueries, PledgesService];

@Module({ imports: [NotificationsModule], providers: ALL, exports: ALL })
export class PledgesModule {}
