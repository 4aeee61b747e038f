import { Module } from '@nestjs/common';
import { HomeModule } from '#libs/home';
import { HomePageController } from './home.page.ts';

@Module({ imports: [HomeModule], controllers: [HomePageController] })
export class HomeWebModule {}
