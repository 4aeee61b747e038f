import { Module } from '@nestjs/common';
import { NotificationsModule } from '#libs/notifications';
import { IntroductionsQueries } from './introductions.queries.ts';
import { IntroductionsService } from './introductions.service.ts';
import { PeersQueries } from './peers.queries.ts';

@Module({
  imports: [NotificationsModule],
  providers: [IntroductionsQueries, IntroductionsService, PeersQueries],
  exports: [IntroductionsQueries, IntroductionsService, PeersQueries],
})
export class PeersModule {}
