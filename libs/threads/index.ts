/**
 * Discussions: a thread is a question or an open discussion, a post is one person's contribution to it; post 1 is the
 * question itself, then come answers, and replies to an answer.
 *
 * Promises: post numbers have no gaps; what happens in a thread is an event with a seq, also without gaps, in commit
 * order; who may not read a thread cannot tell it from one that does not exist; the same message twice is one post.
 */
export {
  ANSWER_ORDER,
  answerScore,
  scoreOf as answerScoreSql,
  type AnswerStanding,
  failedForMost,
  MARK_KINDS,
  type MarkKind,
  type Tried,
  TRIED_RESULTS,
  triedByAny,
  type TriedResult,
} from './answer-order.ts';
export { AnswerTrials } from './answer-trials.ts';
export { AnswerMarkInput, RemovalInput, AnswerTriedInput, TriesInput } from './answers.inputs.ts';
export { AnswersQueries, type Said } from './answers.queries.ts';
export { type AnswerMarkRow, type OwnTry, type TryRow } from './answers.sql.ts';
export { OutcomeNudges } from './outcome-nudges.ts';
export { authorColumns, postAuthorColumns } from './author.sql.ts';
export { type Author, isOwnMask, isPaidAdviser, shownName } from './author.ts';
export { BookmarkInput, BookmarksListInput } from './bookmarks.inputs.ts';
export { type BookmarkRow, BookmarksQueries } from './bookmarks.queries.ts';
export { BookmarksService } from './bookmarks.service.ts';
export { MasksQueries } from './masks.queries.ts';
export { MasksService } from './masks.service.ts';
export { isTelling, type Telling } from './telling-words.ts';
export { FOLLOW_LEVELS, type FollowLevel, isFollowing } from './follow-levels.ts';
export { FollowersQueries, type OpenThread } from './followers.queries.ts';
export { type DraftFields, DraftInput, DraftListInput } from './drafts/drafts.inputs.ts';
export { draftPreview, type DraftRow, DraftsQueries } from './drafts/drafts.queries.ts';
export { DraftsService } from './drafts/drafts.service.ts';
export { draftAddress } from './drafts/place.ts';
export { FollowDefaultsInput, FollowLevelInput, FollowSubjectInput } from './follows.inputs.ts';
export {
  type FollowChoices,
  FollowsService,
  type SubjectChoice,
  type SubjectFollow,
  subjectLabel,
} from './follows.service.ts';
export {
  type Contribution,
  type Contributions,
  type Credit,
  FollowsInput,
  ParticipationQueries,
} from './participation.queries.ts';
export {
  AnswerInvitations,
  InviteSeveralInput,
  InviteToAnswerInput,
  INVITATION_LIMITS,
  IS_FREE,
  WORKS_WITH,
} from './answer-invitations.ts';
export {
  AnswerInvitationsQueries,
  INVITER,
  type InvitingRow,
  RECEIVED,
  type ReceivedInvitation,
  SENT_BY,
  type SentInvitation,
} from './answer-invitations.queries.ts';
export { AudienceInput } from './audience.inputs.ts';
export { AudienceQueries, type AudienceRow } from './audience.queries.ts';
export { isWider, readersToken, type OpensTo, type Readership, whyNot as whyNotReadership } from './readership.ts';
export { ThreadOpenings } from './thread-openings.ts';
export { type ChosenPost, MovesQueries, type TargetThread } from './moves.queries.ts';
export { DuplicateInput, MergeInput, MOVED_MOST, MoveInput, SplitInput } from './moves.inputs.ts';
export { ThreadDuplicates } from './thread-duplicates.ts';
export { type MoveReceipt, ThreadMoves } from './thread-moves.ts';
export { MyThreadsQueries } from './my-threads.queries.ts';
export { OwnPosts, OwnPostsInput } from './own-posts.ts';
export { type DeletedPost, PostDeletion, RESTORABLE_DAYS } from './post-deletion.ts';
export { PostFilesQueries } from './post-files.queries.ts';
export { ERASED_AFTER_DAYS, PostErasure } from './post-erasure.ts';
export { namedIn, renderPost } from './post-text.ts';
export { type PostText, PostTexts } from './post-texts.ts';
export { type ReferenceRow } from './references.sql.ts';
export {
  type MentionSuggestion,
  MentionsInput,
  ReferencesInput,
  type ReferenceSuggestion,
  SuggestionsQueries,
} from './suggestions.queries.ts';
export { Post } from './post.entity.ts';
export { ThreadAudience } from './thread-audience.ts';
export { firstUnread, ReadPositions, unreadCount } from './read-positions.ts';
export { ThreadChanges } from './thread-changes.ts';
export { type Audience, Thread } from './thread.entity.ts';
export { MarkNotFound, PostNotFound, ThreadLocked, ThreadNotFound, type WhyItStays } from './threads.errors.ts';
export { type ThreadEventKind } from './threads.events.ts';
export {
  AcceptInput,
  asPosted,
  AskInput,
  BODY_MAX,
  EditPostInput,
  EditThreadInput,
  FollowInput,
  LockInput,
  type Mine,
  ReadInput,
  ReplyInput,
  RevisionsInput,
  ThreadEventsInput,
  ThreadListInput,
  ThreadPageInput,
  UnreadInput,
} from './threads.inputs.ts';
export { type LetterSubject, type ThreadLetter, ThreadLettersQueries } from './thread-letters.queries.ts';
export { UnreadAnswers } from './unread-answers.ts';
export { ThreadsModule } from './threads.module.ts';
export { fileAddress, postAddress, postAddressOf } from './post-address.ts';
export { type PostPayload, postPayload, type ThreadEventPayload, threadEventPayload } from './threads.payloads.ts';
export { threadsPolicy } from './threads.policy.ts';
export { type FileRow, type PostRow } from './posts.sql.ts';
export { CATCH_UP_MAX, ThreadEventsQueries, type ThreadEventRow } from './thread-events.queries.ts';
export {
  type PostInThread,
  type RevisionRow,
  type ThreadHead,
  type ThreadPage,
  type ThreadRow,
  ThreadsQueries,
} from './threads.queries.ts';
export { type PostReceipt, ThreadsService } from './threads.service.ts';
