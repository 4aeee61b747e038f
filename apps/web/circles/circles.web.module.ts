import { Module } from '@nestjs/common';
import { CirclesModule } from '#libs/circles';
import { PeopleModule } from '#libs/people';
import { ThreadsModule } from '#libs/threads';
import { CircleDoorPageController } from './circle-door.page.ts';
import { CirclesPageController } from './circles.page.ts';

@Module({
  imports: [CirclesModule, PeopleModule, ThreadsModule],
  controllers: [CirclesPageController, CircleDoorPageController],
})
export class CirclesWebModule {}
