import { Module } from '@nestjs/common';
import { ContractsModule } from '#libs/contracts';
import { ContractsController } from './contracts.controller.ts';

@Module({ imports: [ContractsModule], controllers: [ContractsController] })
export class ContractsApiModule {}
