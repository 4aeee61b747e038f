import { Module } from '@nestjs/common';
import { AssuranceModule } from '#libs/assurance';
import { AssurancePageController, RobotsController, SharedPackPageController } from './assurance.page.ts';

@Module({
  imports: [AssuranceModule],
  controllers: [AssurancePageController, SharedPackPageController, RobotsController],
})
export class AssuranceWebModule {}
