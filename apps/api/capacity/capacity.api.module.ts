import { Module } from '@nestjs/common';
import { CapacityModule } from '#libs/capacity';
import { CapacityController } from './capacity.controller.ts';

@Module({ imports: [CapacityModule], controllers: [CapacityController] })
export class CapacityApiModule {}
