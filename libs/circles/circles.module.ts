import { Module } from '@nestjs/common';
import { NotificationsModule } from '#libs/notifications';
import { CircleJoiningQueries } from './circle-joining.queries.ts';
import { CircleJoining } from './circle-joining.service.ts';
import { CirclesQueries } from './circles.queries.ts';
import { CirclesService } from './circles.service.ts';

const PROVIDED = [CirclesService, CirclesQueries, CircleJoining, CircleJoiningQueries];

@Module({ imports: [NotificationsModule], providers: PROVIDED, exports: PROVIDED })
export class CirclesModule {}
