import { Module } from '@nestjs/common';
import { OffersModule } from '#libs/offers';
import { OffersController } from './offers.controller.ts';

@Module({ imports: [OffersModule], controllers: [OffersController] })
export class OffersApiModule {}
