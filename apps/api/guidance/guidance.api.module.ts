import { Module } from '@nestjs/common';
import { GuidanceModule } from '#libs/guidance';
import { GuidanceController } from './guidance.controller.ts';

@Module({ imports: [GuidanceModule], controllers: [GuidanceController] })
export class GuidanceApiModule {}
