import { Module } from '@nestjs/common';
import { CapacityModule } from '#libs/capacity';
import { PlannerPageController } from './planner.page.ts';

@Module({ imports: [CapacityModule], controllers: [PlannerPageController] })
export class PlannerWebModule {}
