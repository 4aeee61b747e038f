import { Module } from '@nestjs/common';
import { ContractsModule } from '#libs/contracts';
import { AwardsPageController, BuyersPageController } from './awards.page.ts';
import { ContractsPageController } from './contracts.page.ts';

@Module({
  imports: [ContractsModule],
  controllers: [AwardsPageController, BuyersPageController, ContractsPageController],
})
export class ContractsWebModule {}
