import { Module } from '@nestjs/common';
import { ContractsModule } from '#libs/contracts';
import { AwardsPageController, BuyersPageController } from './awards.page.ts';
import { ContractPageController } from './contract.page.ts';
import { ContractsPageController } from './contracts.page.ts';
import { PeerWatchesPageController } from './watches.page.ts';

@Module({
  imports: [ContractsModule],
  controllers: [
    AwardsPageController,
    BuyersPageController,
    ContractPageController,
    ContractsPageController,
    PeerWatchesPageController,
  ],
})
export class ContractsWebModule {}
