import { Module } from '@nestjs/common';
import { TacticsModule } from '#libs/tactics';
import { ObjectionsController, TacticsController } from './tactics.controllers.ts';

@Module({ imports: [TacticsModule], controllers: [TacticsController, ObjectionsController] })
export class TacticsApiModule {}
