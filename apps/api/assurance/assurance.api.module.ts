import { Module } from '@nestjs/common';
import { AssuranceModule } from '#libs/assurance';
import { AssuranceController, SharedPackController } from './assurance.controller.ts';

@Module({ imports: [AssuranceModule], controllers: [AssuranceController, SharedPackController] })
export class AssuranceApiModule {}
