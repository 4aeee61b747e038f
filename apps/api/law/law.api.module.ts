import { Module } from '@nestjs/common';
import { LawModule } from '#libs/law';
import {
  ClausesController,
  LawfulWaysController,
  LawVersionsController,
  ReservedCheckController,
} from './law.controllers.ts';

@Module({
  imports: [LawModule],
  controllers: [ClausesController, LawfulWaysController, LawVersionsController, ReservedCheckController],
})
export class LawApiModule {}
