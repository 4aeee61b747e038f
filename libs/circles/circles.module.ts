import { Module } from '@nestjs/common';
import { NotificationsModule } from '#libs/notifications';
import { CirclesQueries } from './circles.queries.ts';
import { CirclesService } from './circles.service.ts';

@Module({
  imports: [NotificationsModule],
  providers: [CirclesService, CirclesQueries],
  exports: [CirclesService, CirclesQueries],
})
export class CirclesModule {}
