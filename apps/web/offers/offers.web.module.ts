import { Module } from '@nestjs/common';
import { OffersModule } from '#libs/offers';
import { OffersPageController } from './offers.page.ts';

@Module({ imports: [OffersModule], controllers: [OffersPageController] })
export class OffersWebModule {}
