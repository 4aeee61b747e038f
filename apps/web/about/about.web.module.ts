import { Module } from '@nestjs/common';
import { AboutPageController } from './about.page.ts';

@Module({ controllers: [AboutPageController] })
export class AboutWebModule {}
