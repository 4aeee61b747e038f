import { Module } from '@nestjs/common';
import { PledgesModule } from '#libs/pledges';
import { PledgesController } from './pledges.controller.ts';

@Module({ imports: [PledgesModule], controllers: [PledgesController] })
export class PledgesApiModule {}
