import { CreatePlatform1795464000000 } from './20261123T2000-create-platform.ts';
import { CreatePeople1795464600000 } from './20261123T2010-create-people.ts';
import { CreateOrganisations1795465200000 } from './20261123T2020-create-organisations.ts';
import { CreateNotifications1795465800000 } from './20261123T2030-create-notifications.ts';
import { CreateCaseNotes1795466400000 } from './20261123T2040-create-case-notes.ts';
import { CreateThreads1795467000000 } from './20261123T2050-create-threads.ts';
import { CreateGuidance1795467600000 } from './20261123T2060-create-guidance.ts';
import { CreateModeration1795468200000 } from './20261123T2070-create-moderation.ts';
import { CreateSearch1795468800000 } from './20261123T2080-create-search.ts';
import { CompleteCouncils1795514400000 } from './20261124T1000-complete-councils.ts';
import { CreateSpinOutFacts1795515000000 } from './20261124T1010-create-spin-out-facts.ts';
import { CreateContracts1795515600000 } from './20261124T1020-create-contracts.ts';
import { CompleteCaseNotes1795516200000 } from './20261124T1030-complete-case-notes.ts';
import { CreateTactics1795604400000 } from './20261125T1100-create-tactics.ts';
import { ExtendCaseNotes1795995600000 } from './20261129T2340-extend-case-notes.ts';
import { CaseNoteStanding1795996200000 } from './20261129T2350-case-note-standing.ts';
import { IndexCaseNoteLists1795996740000 } from './20261129T2359-index-case-note-lists.ts';
import { SourceSpinOuts1795997400000 } from './20261130T0010-source-spin-outs.ts';
import { CreateIntroductions1795997460000 } from './20261130T0011-create-introductions.ts';
import { CaseNoteResponses1795997520000 } from './20261130T0012-case-note-responses.ts';
import { DateGssCodes1795997580000 } from './20261130T0013-date-gss-codes.ts';
import { ChallengeProfiles1795998000000 } from './20261130T0020-challenge-profiles.ts';
import { CountCouncilViews1795998600000 } from './20261130T0030-count-council-views.ts';
import { CreateAssurance1795999200000 } from './20261130T0040-create-assurance.ts';
import { CreateCapacity1795999800000 } from './20261130T0050-create-capacity.ts';
import { IndexCapacity1796000400000 } from './20261130T0100-index-capacity.ts';
import { CreateSupport1796001000000 } from './20261130T0110-create-support.ts';
import { WriteCaseNotes1796001060000 } from './20261130T0111-write-case-notes.ts';
import { SearchAllOfCaseNotes1796001120000 } from './20261130T0112-search-all-of-case-notes.ts';
import { CompleteContracts1796022600000 } from './20261130T0710-complete-contracts.ts';
import { CreateLaw1796023200000 } from './20261130T0720-create-law.ts';
import { CreateWatches1796023800000 } from './20261130T0730-create-watches.ts';
import { UnifyNextProviders1796024580000 } from './20261130T0743-unify-next-providers.ts';
import { AddFactKinds1796024640000 } from './20261130T0744-add-fact-kinds.ts';
import { CreatePreElectionPeriods1796025600000 } from './20261130T0800-create-pre-election-periods.ts';
import { AddPayerKinds1796026500000 } from './20261130T0815-add-payer-kinds.ts';
import { IndexPayerKinds1796026560000 } from './20261130T0816-index-payer-kinds.ts';
import { AskForReplies1796026620000 } from './20261130T0817-ask-for-replies.ts';
import { IndexReplyRequests1796026680000 } from './20261130T0818-index-reply-requests.ts';
import { AddLawfulHelpKinds1796027340000 } from './20261130T0829-add-lawful-help-kinds.ts';
import { EmbargoThreads1796031000000 } from './20261130T0930-embargo-threads.ts';
import { IndexEmbargoes1796031060000 } from './20261130T0931-index-embargoes.ts';
import { CreateMails1796032800000 } from './20261130T1000-create-mails.ts';
import { MaskThreads1796040000000 } from './20261130T1200-mask-threads.ts';
import { CreateMaskLooks1796040060000 } from './20261130T1201-create-mask-looks.ts';
import { TryAnswers1796043600000 } from './20261130T1300-try-answers.ts';
import { IndexAnswers1796043660000 } from './20261130T1301-index-answers.ts';
import { LetPostsGo1796047200000 } from './20261130T1400-let-posts-go.ts';
import { SayWhoClosed1796047260000 } from './20261130T1401-say-who-closed.ts';
import { CreateRecordKeeping1796050800000 } from './20261130T1500-create-record-keeping.ts';
import { FormCircles1796050860000 } from './20261130T1501-form-circles.ts';
import { IndexThreadsOfGroups1796050920000 } from './20261130T1502-index-threads-of-groups.ts';
import { CreateAnswerInvitations1796050980000 } from './20261130T1503-create-answer-invitations.ts';
import { KeepDrafts1796054400000 } from './20261130T1600-keep-drafts.ts';
import { CreateReferences1796054460000 } from './20261130T1601-create-references.ts';
import { CreateReading1796058000000 } from './20261130T1700-create-reading.ts';
import { CreateFollowChoices1796058060000 } from './20261130T1701-create-follow-choices.ts';
import { CreateBookmarks1796058120000 } from './20261130T1702-create-bookmarks.ts';
import { TellOfAudiences1796061600000 } from './20261130T1800-tell-of-audiences.ts';
import { CreateFiles1796065800000 } from './20261130T1910-create-files.ts';
import { AttachFiles1796065860000 } from './20261130T1911-attach-files.ts';
import { IndexErasures1796067120000 } from './20261130T1932-index-erasures.ts';
import { ChoosePresence1796067180000 } from './20261130T1933-choose-presence.ts';
import { MovePosts1796069400000 } from './20261130T2010-move-posts.ts';
import { IndexMoves1796069460000 } from './20261130T2011-index-moves.ts';
import { LogMoves1796069520000 } from './20261130T2012-log-moves.ts';
import { IndexMovedTogether1796069580000 } from './20261130T2013-index-moved-together.ts';
import { IndexUnreadReplies1796070000000 } from './20261130T2020-index-unread-replies.ts';
import { KeepFileNames1796076000000 } from './20261130T2200-keep-file-names.ts';
import { WidenProfiles1796079600000 } from './20261130T2300-widen-profiles.ts';
import { SearchOpenFields1796079660000 } from './20261130T2301-search-open-fields.ts';
import { CreatePeopleFacets1796079720000 } from './20261130T2302-create-people-facets.ts';
import { FillPeopleFacets1796079780000 } from './20261130T2303-fill-people-facets.ts';
import { IndexPeopleFacets1796079840000 } from './20261130T2304-index-people-facets.ts';
import { IndexSharedFacets1796079900000 } from './20261130T2305-index-shared-facets.ts';
import { ConfirmWorkplaces1796079960000 } from './20261130T2306-confirm-workplaces.ts';
import { IndexOpenIntroductions1796080260000 } from './20261130T2311-index-open-introductions.ts';
import { OpenCircles1796080800000 } from './20261130T2320-open-circles.ts';
import { CheckKindsOfNotices1796080860000 } from './20261130T2321-check-kinds-of-notices.ts';
import { CreateGuests1796080920000 } from './20261130T2322-create-guests.ts';
import { CreateCircleNotes1796080980000 } from './20261130T2323-create-circle-notes.ts';
import { CreateCircleSummaries1796081040000 } from './20261130T2324-create-circle-summaries.ts';
import { ReceiveMail1796081400000 } from './20261130T2330-receive-mail.ts';
import { MarkWhatCameBack1796081460000 } from './20261130T2331-mark-what-came-back.ts';
import { IndexMailsOfPerson1796081520000 } from './20261130T2332-index-mails-of-person.ts';
import { IndexNoticesOfDiscussions1796081580000 } from './20261130T2333-index-notices-of-discussions.ts';
import { OpenNoticeKinds1796082000000 } from './20261130T2340-open-notice-kinds.ts';
import { CreateDigests1796082060000 } from './20261130T2341-create-digests.ts';
import { WatchForNews1796082120000 } from './20261130T2342-watch-for-news.ts';
import { CreateRoleOffers1796082600000 } from './20261130T2350-create-role-offers.ts';
import { CheckReportedSubjects1796082660000 } from './20261130T2351-check-reported-subjects.ts';
import { CreatePledges1796082720000 } from './20261130T2352-create-pledges.ts';
import { CreateSkills1796082780000 } from './20261130T2353-create-skills.ts';

/** Every migration, oldest first; a test holds this list against the folder. */
export const migrations = [
  CreatePlatform1795464000000,
  CreatePeople1795464600000,
  CreateOrganisations1795465200000,
  CreateNotifications1795465800000,
  CreateCaseNotes1795466400000,
  CreateThreads1795467000000,
  CreateGuidance1795467600000,
  CreateModeration1795468200000,
  CreateSearch1795468800000,
  CompleteCouncils1795514400000,
  CreateSpinOutFacts1795515000000,
  CreateContracts1795515600000,
  CompleteCaseNotes1795516200000,
  CreateTactics1795604400000,
  ExtendCaseNotes1795995600000,
  CaseNoteStanding1795996200000,
  IndexCaseNoteLists1795996740000,
  SourceSpinOuts1795997400000,
  CreateIntroductions1795997460000,
  CaseNoteResponses1795997520000,
  DateGssCodes1795997580000,
  ChallengeProfiles1795998000000,
  CountCouncilViews1795998600000,
  CreateAssurance1795999200000,
  CreateCapacity1795999800000,
  IndexCapacity1796000400000,
  CreateSupport1796001000000,
  WriteCaseNotes1796001060000,
  SearchAllOfCaseNotes1796001120000,
  CompleteContracts1796022600000,
  CreateLaw1796023200000,
  CreateWatches1796023800000,
  UnifyNextProviders1796024580000,
  AddFactKinds1796024640000,
  CreatePreElectionPeriods1796025600000,
  AddPayerKinds1796026500000,
  IndexPayerKinds1796026560000,
  AskForReplies1796026620000,
  IndexReplyRequests1796026680000,
  AddLawfulHelpKinds1796027340000,
  EmbargoThreads1796031000000,
  IndexEmbargoes1796031060000,
  CreateMails1796032800000,
  MaskThreads1796040000000,
  CreateMaskLooks1796040060000,
  TryAnswers1796043600000,
  IndexAnswers1796043660000,
  LetPostsGo1796047200000,
  SayWhoClosed1796047260000,
  CreateRecordKeeping1796050800000,
  FormCircles1796050860000,
  IndexThreadsOfGroups1796050920000,
  CreateAnswerInvitations1796050980000,
  KeepDrafts1796054400000,
  CreateReferences1796054460000,
  CreateReading1796058000000,
  CreateFollowChoices1796058060000,
  CreateBookmarks1796058120000,
  TellOfAudiences1796061600000,
  CreateFiles1796065800000,
  AttachFiles1796065860000,
  IndexErasures1796067120000,
  ChoosePresence1796067180000,
  MovePosts1796069400000,
  IndexMoves1796069460000,
  LogMoves1796069520000,
  IndexMovedTogether1796069580000,
  IndexUnreadReplies1796070000000,
  KeepFileNames1796076000000,
  WidenProfiles1796079600000,
  SearchOpenFields1796079660000,
  CreatePeopleFacets1796079720000,
  FillPeopleFacets1796079780000,
  IndexPeopleFacets1796079840000,
  IndexSharedFacets1796079900000,
  ConfirmWorkplaces1796079960000,
  IndexOpenIntroductions1796080260000,
  OpenCircles1796080800000,
  CheckKindsOfNotices1796080860000,
  CreateGuests1796080920000,
  CreateCircleNotes1796080980000,
  CreateCircleSummaries1796081040000,
  ReceiveMail1796081400000,
  MarkWhatCameBack1796081460000,
  IndexMailsOfPerson1796081520000,
  IndexNoticesOfDiscussions1796081580000,
  OpenNoticeKinds1796082000000,
  CreateDigests1796082060000,
  WatchForNews1796082120000,
  CreateRoleOffers1796082600000,
  CheckReportedSubjects1796082660000,
  CreatePledges1796082720000,
  CreateSkills1796082780000,
];
