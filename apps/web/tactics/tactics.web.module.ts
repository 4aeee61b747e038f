import { Module } from '@nestjs/common';
import { TacticsModule } from '#libs/tactics';
import { TacticsPageController } from './tactics.page.ts';

@Module({ imports: [TacticsModule], controllers: [TacticsPageController] })
export class TacticsWebModule {}
