import { Module } from '@nestjs/common';
import { ContractsModule } from '#libs/contracts';
import { ContractsPageController } from './contracts.page.ts';

@Module({ imports: [ContractsModule], controllers: [ContractsPageController] })
export class ContractsWebModule {}
