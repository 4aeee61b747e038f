import { Module } from '@nestjs/common';
import { CirclesModule } from '#libs/circles';
import { ModerationModule } from '#libs/moderation';
import { FilesModule } from '#libs/files';
import { PeopleModule } from '#libs/people';
import { SearchModule } from '#libs/search';
import { ThreadsModule } from '#libs/threads';
import { AnswersPageController } from './answers.page.ts';
import { AudienceForm } from './audience-form.ts';
import { AudiencePageController } from './audience.page.ts';
import { OwnMaskPageController } from './own-mask.page.ts';
import { FilesPageController } from './files.page.ts';
import { FormUploads } from './uploads.ts';
import { PostActsPageController } from './post-acts.page.ts';
import { BookmarksPageController } from './bookmarks.page.ts';
import { FollowingPageController } from './following.page.ts';
import { MovesPageController } from './moves.page.ts';
import { QuestionsPageController } from './questions.page.ts';
import { ThreadPageController } from './thread.page.ts';
import { WritingPageController } from './writing.page.ts';
import { InvitePageController } from './invite.page.ts';

@Module({
  imports: [CirclesModule, FilesModule, ModerationModule, PeopleModule, SearchModule, ThreadsModule],
  providers: [AudienceForm, FormUploads],
  controllers: [
    AnswersPageController,
    AudiencePageController,
    BookmarksPageController,
    FilesPageController,
    FollowingPageController,
    InvitePageController,
    MovesPageController,
    OwnMaskPageController,
    PostActsPageController,
    QuestionsPageController,
    ThreadPageController,
    WritingPageController,
  ],
})
export class ThreadsWebModule {}
