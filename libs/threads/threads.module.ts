import { Module } from '@nestjs/common';
import { NotificationsModule } from '#libs/notifications';
import { EventsModule } from '#libs/platform/events';
import { AnswerTrials } from './answer-trials.ts';
import { AnswersQueries } from './answers.queries.ts';
import { OutcomeNudges } from './outcome-nudges.ts';
import { DraftsQueries } from './drafts/drafts.queries.ts';
import { DraftsService } from './drafts/drafts.service.ts';
import { FollowsService } from './follows.service.ts';
import { MyThreadsQueries } from './my-threads.queries.ts';
import { BookmarksQueries } from './bookmarks.queries.ts';
import { BookmarksService } from './bookmarks.service.ts';
import { OwnPosts } from './own-posts.ts';
import { FollowersQueries } from './followers.queries.ts';
import { ParticipationQueries } from './participation.queries.ts';
import { MasksQueries } from './masks.queries.ts';
import { MasksService } from './masks.service.ts';
import { PostErasure } from './post-erasure.ts';
import { PostDeletion } from './post-deletion.ts';
import { PostFilesQueries } from './post-files.queries.ts';
import { PostTexts } from './post-texts.ts';
import { ReadPositions } from './read-positions.ts';
import { ReplyGroups } from './reply-groups.ts';
import { SuggestionsQueries } from './suggestions.queries.ts';
import { MovesQueries } from './moves.queries.ts';
import { ThreadChanges } from './thread-changes.ts';
import { ThreadEventsQueries } from './thread-events.queries.ts';
import { ThreadDuplicates } from './thread-duplicates.ts';
import { ThreadMoves } from './thread-moves.ts';
import { ThreadsQueries } from './threads.queries.ts';
import { ThreadsService } from './threads.service.ts';
import { AudienceQueries } from './audience.queries.ts';
import { ThreadAudience } from './thread-audience.ts';
import { ThreadLettersQueries } from './thread-letters.queries.ts';
import { UnreadAnswers } from './unread-answers.ts';
import { ThreadOpenings } from './thread-openings.ts';
import { AnswerInvitationsQueries } from './answer-invitations.queries.ts';
import { AnswerInvitations } from './answer-invitations.ts';

/** What other parts use; the rest serves these. */
const SHARED = [
  AnswerInvitations,
  AnswerInvitationsQueries,
  AnswerTrials,
  AnswersQueries,
  AudienceQueries,
  BookmarksQueries,
  BookmarksService,
  DraftsQueries,
  DraftsService,
  FollowersQueries,
  FollowsService,
  MasksQueries,
  MasksService,
  MovesQueries,
  MyThreadsQueries,
  OutcomeNudges,
  OwnPosts,
  ParticipationQueries,
  PostDeletion,
  PostFilesQueries,
  PostErasure,
  PostTexts,
  ReadPositions,
  SuggestionsQueries,
  ThreadAudience,
  ThreadLettersQueries,
  ThreadOpenings,
  ThreadDuplicates,
  ThreadEventsQueries,
  ThreadMoves,
  ThreadsQueries,
  ThreadsService,
  UnreadAnswers,
];

@Module({
  imports: [EventsModule, NotificationsModule],
  providers: [...SHARED, ReplyGroups, ThreadChanges],
  exports: SHARED,
})
export class ThreadsModule {}
