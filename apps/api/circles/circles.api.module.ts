import { Module } from '@nestjs/common';
import { CirclesModule } from '#libs/circles';
import { CircleDoorController, CircleLinksController } from './circle-door.controller.ts';
import {
  CircleMilestonesController,
  CircleNotesController,
  CircleSummariesController,
} from './circle-notes.controller.ts';
import { CirclesController } from './circles.controller.ts';
import { GuestInvitationsController } from './guest-invitations.controller.ts';

@Module({
  imports: [CirclesModule],
  controllers: [
    CirclesController,
    CircleDoorController,
    CircleLinksController,
    GuestInvitationsController,
    CircleNotesController,
    CircleMilestonesController,
    CircleSummariesController,
  ],
})
export class CirclesApiModule {}
