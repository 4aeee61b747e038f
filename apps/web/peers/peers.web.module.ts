import { Module } from '@nestjs/common';
import { PeersModule } from '#libs/peers';
import { PeopleModule } from '#libs/people';
import { IntroductionsPageController } from './introductions.page.ts';
import { PeersPageController } from './peers.page.ts';

@Module({ imports: [PeersModule, PeopleModule], controllers: [PeersPageController, IntroductionsPageController] })
export class PeersWebModule {}
