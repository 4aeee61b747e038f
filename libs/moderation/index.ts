/**
 * Moderation: a report says that something should not stand as it does; a moderator decides by a house rule; the log
 * keeps who did what and why.
 *
 * Promises: one decision, however many report or decide at once; nobody decides about what they wrote or reported; the
 * author is told what, why and by which rule, and who reported is told the outcome; every act is a line in the log, in
 * the same transaction, and no line is ever changed. Who asked under a mask is told to a moderator who says why; that is
 * kept, and who asked is told.
 */
export { AnswerWords } from './answer-words.service.ts';
export { type LookRow, type MaskedRow, MaskLooksQueries, type OwnLookRow } from './mask-looks.queries.ts';
export { type MaskLook, MaskLooksService } from './mask-looks.service.ts';
export { AlreadyClaimed, AlreadyDecided } from './moderation.errors.ts';
export { ActionInput, LogInput, LookInput, QueueInput, ReportInput, type SubjectKind } from './moderation.inputs.ts';
export { ModerationModule } from './moderation.module.ts';
export { moderationPolicy } from './moderation.policy.ts';
export {
  type CaseRow,
  type LoggedAction,
  type LoggedSubject,
  type LogRow,
  type ModeratedPersonRow,
  ModerationQueries,
  type QueueRow,
  type ReportableRow,
  type SuspendedRow,
} from './moderation.queries.ts';
export { type ActionReceipt, ModerationService, type ReportReceipt } from './moderation.service.ts';
export { ThreadModeration } from './thread-moderation.service.ts';
export { CLEARINGS, reasonLabel, RULES } from './reasons.ts';
export { Report, type ReportedKind } from './report.entity.ts';
