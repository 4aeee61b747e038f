/**
 * Case notes: what one team did, with the two answers that decision makers ask for as data: did the service get worse,
 * and what was saved. Its figures are outcome measures and money figures; a note is `evidenced` when both are there with
 * a source, else an outline.
 *
 * Promises: whether the service got worse is computed, never typed; failures are results like any other; nothing is
 * public that a moderator other than its author has not published; every text it had is kept as a version; a withdrawn
 * note keeps its address and shows no text and no figure.
 */
export {
  type AuthorTie,
  CaseNote,
  type CaseNoteStatus,
  type CaseResult,
  type Confidence,
  type LossReason,
  type Per,
  type Verdict,
} from './case-note.entity.ts';
export { type CaseNoteCounts, CaseNoteLists, type NamedCouncil } from './case-note-lists.queries.ts';
export { CaseNoteNotFound } from './case-notes.errors.ts';
export {
  CapacityInput,
  CaseNoteChangeInput,
  CaseNoteInput,
  CaseNoteListInput,
  CompareInput,
  CountedCaseNoteListInput,
  DocumentInput,
  MoneyInput,
  OptionInput,
  OutcomeInput,
  PersonToAskInput,
  ReturnInput,
  ReviewCommentInput,
  WithdrawInput,
} from './case-notes.inputs.ts';
export { CaseNotesModule } from './case-notes.module.ts';
export { caseNotesPolicy } from './case-notes.policy.ts';
export { type CaseNoteDetail, type CaseNoteRow, CaseNotesQueries, type OutcomeRow } from './case-notes.queries.ts';
export { type CaseNoteReceipt, CaseNotesService, type SeededCaseNote } from './case-notes.service.ts';
export {
  AUTHOR_TIES,
  codesOf,
  CONFIDENCES,
  DOCUMENT_KINDS,
  GRADES,
  LAWFUL_HELP_KINDS,
  type LawfulHelpKind,
  lawfulHelpWords,
  LOSS_REASONS,
  LOSSES,
  DOCUMENT_LICENCES,
  LICENCES,
  MONEY_KINDS,
  OUTCOME_FILTERS,
  type OutcomeFilter,
  PERS,
  POLITICAL_TAGS,
  type PoliticalTag,
  RESULT_FILTERS,
  type ResultFilter,
  RESULTS,
  resultsOf,
  VERDICTS,
} from './case-notes.words.ts';
export { CaseNotesWriter } from './case-notes.writer.ts';
export { CITATION_JSON, type CitationRow, citedCaseNotes } from './citations.ts';
export { COMMON_MEASURES, type CommonMeasure } from './common-measures.ts';
export {
  type Agreement,
  agreementOf,
  type ComparedMeasure,
  type ComparedMoney,
  folded,
  measuresOf,
  moneyOf,
} from './compare.ts';
export { CaseNoteCompare, type ComparedNote } from './compare.queries.ts';
export { type CaseNoteContent, contentOf, gapsIn, type MoneyContent } from './content.ts';
export { earlierOpen, isOpen } from './confidential.ts';
export { disagreementsIn } from './disagreements.ts';
export { evidenceOf, gradeOfFigure, headlineSaving } from './evidence.ts';
export { type FacetCounts, type FacetName } from './list.sql.ts';
export { MoneyFigure, type MoneyKind, OutcomeMeasure } from './figures.entity.ts';
export { periodWords, unitBeside, valueWords, yearsWords } from './figure.words.ts';
export { MarksService } from './responses/marks.service.ts';
export { RelatedService } from './responses/related.service.ts';
export { ReplyRequestsService } from './responses/reply-requests.service.ts';
export { NoteRepliesService } from './responses/replies.service.ts';
export {
  MARK_KINDS,
  MarkDecisionInput,
  MarkInput,
  type MarkKind,
  markKindOf,
  RelatedDecisionInput,
  RelatedInput,
  ReplyDecisionInput,
  ReplyRequestInput,
  RightOfReplyInput,
  USE_OUTCOMES,
  UseInput,
  UseOutcomeInput,
  UsesInput,
} from './responses/responses.inputs.ts';
export {
  type MarkRow,
  type RelatedRow,
  type ReplyRow,
  type Responses,
  ResponsesQueries,
  type UseRow,
} from './responses/responses.queries.ts';
export { UsesService } from './responses/uses.service.ts';
export { NOTE_PARTS, type NotePart } from './review/parts.ts';
export { type ReviewCommentRow, ReviewQueries } from './review/review.queries.ts';
export { AnswerInput, type CommentReceipt, ReviewService } from './review/review.service.ts';
export { type NoteChange, type RowChange, type ValueChange } from './versions/note-changes.ts';
export {
  type CaseNoteVersionRow,
  ChangesInput,
  type VersionChanges,
  type VersionMark,
  VersionsInput,
  VersionsQueries,
} from './versions/versions.queries.ts';
export { DID_NOT_WORK, WORKED } from './outcome.sql.ts';
export { asksForOptions, isVague, missingFrom } from './missing.ts';
export { HIGHEST_READING_AGE, readingAge } from './reading-age.ts';
export {
  type BesideTheForm,
  type OpenPage,
  type PageConflict,
  type TypedFields,
  type UnsavedPage,
  UnsavedPages,
} from './unsaved.ts';
