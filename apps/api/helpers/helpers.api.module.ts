import { Module } from '@nestjs/common';
import { HelpersModule } from '#libs/helpers';
import { ThreadsModule } from '#libs/threads';
import { HelpersController } from './helpers.controller.ts';

@Module({ imports: [HelpersModule, ThreadsModule], controllers: [HelpersController] })
export class HelpersApiModule {}
