import { Module } from '@nestjs/common';
import { CirclesModule } from '#libs/circles';
import { CirclesController } from './circles.controller.ts';

@Module({ imports: [CirclesModule], controllers: [CirclesController] })
export class CirclesApiModule {}
