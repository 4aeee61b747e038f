import { Module } from '@nestjs/common';
import { LawModule } from '#libs/law';
import { ClausesPageController, LawfulHelpPageController, LawPageController } from './law.page.ts';
import { ReservedCheckPageController } from './reserved-check.page.ts';

@Module({
  imports: [LawModule],
  controllers: [ClausesPageController, LawfulHelpPageController, LawPageController, ReservedCheckPageController],
})
export class LawWebModule {}
