import { Module } from '@nestjs/common';
import { CirclesModule } from '#libs/circles';
import { PeopleModule } from '#libs/people';
import { ThreadsModule } from '#libs/threads';
import { SignInWebModule } from '../sign-in/sign-in.web.module.ts';
import { CircleBoardPageController } from './circle-board.page.ts';
import { CircleNotesPageController } from './circle-notes.page.ts';
import { CircleSummaryPageController } from './circle-summary.page.ts';
import { CircleDoorPageController } from './circle-door.page.ts';
import { CirclesPageController } from './circles.page.ts';
import { GuestInvitationPageController } from './guest-invitation.page.ts';

@Module({
  imports: [CirclesModule, PeopleModule, SignInWebModule, ThreadsModule],
  controllers: [
    CirclesPageController,
    CircleDoorPageController,
    GuestInvitationPageController,
    CircleNotesPageController,
    CircleBoardPageController,
    CircleSummaryPageController,
  ],
})
export class CirclesWebModule {}
