import { Module } from '@nestjs/common';
import { HelpersModule } from '#libs/helpers';
import { ThreadsModule } from '#libs/threads';
import { HelpersPageController } from './helpers.page.ts';

@Module({ imports: [HelpersModule, ThreadsModule], controllers: [HelpersPageController] })
export class HelpersWebModule {}
