import { Module } from '@nestjs/common';
import { PeersModule } from '#libs/peers';
import { PeersController } from './peers.controller.ts';

@Module({ imports: [PeersModule], controllers: [PeersController] })
export class PeersApiModule {}
