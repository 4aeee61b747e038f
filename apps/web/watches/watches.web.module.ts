import { Module } from '@nestjs/common';
import { ContractsModule } from '#libs/contracts';
import { WatchesModule } from '#libs/watches';
import { WatchesPageController } from './watches.page.ts';

@Module({ imports: [ContractsModule, WatchesModule], controllers: [WatchesPageController] })
export class WatchesWebModule {}
