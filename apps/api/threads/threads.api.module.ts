import { Module } from '@nestjs/common';
import { FilesModule } from '#libs/files';
import { ModerationModule } from '#libs/moderation';
import { ThreadsModule } from '#libs/threads';
import { AnswersController } from './answers.controller.ts';
import { FilesController, OwnFilesController } from './files.controller.ts';
import { MasksController } from './masks.controller.ts';
import { PostDraftsController } from './post-drafts.controller.ts';
import { PostsController } from './posts.controller.ts';
import { FollowChoicesController } from './follow-choices.controller.ts';
import { BookmarksController } from './bookmarks.controller.ts';
import { ReadingController } from './reading.controller.ts';
import { SuggestionsController } from './suggestions.controller.ts';
import { ThreadMovesController } from './thread-moves.controller.ts';
import { ThreadsController } from './threads.controller.ts';
import { AudienceController } from './audience.controller.ts';
import { AnswerInvitationsController } from './answer-invitations.controller.ts';

@Module({
  imports: [FilesModule, ModerationModule, ThreadsModule],
  controllers: [
    AnswerInvitationsController,
    AnswersController,
    AudienceController,
    BookmarksController,
    FilesController,
    FollowChoicesController,
    MasksController,
    OwnFilesController,
    PostDraftsController,
    PostsController,
    ReadingController,
    SuggestionsController,
    ThreadMovesController,
    ThreadsController,
  ],
})
export class ThreadsApiModule {}
