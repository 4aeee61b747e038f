import { Choice, Cursor, Day, Id, Text, Whole } from '#libs/platform/inputs';
import { CLEARING_CODES, RULE_CODES, type RuleCode } from './reasons.ts';

export class ReportInput {
  @Choice({ label: 'Reason', of: RULE_CODES, ask: 'Choose what is wrong' })
  readonly reason!: RuleCode;

  @Text({ label: 'What you see', max: 2_000, optional: true })
  readonly detail?: string;
}

const ACTIONS = [
  'claim',
  'release',
  'hide',
  'restore',
  'withdraw',
  'mark-for-check',
  'keep',
  'suspend',
  'unsuspend',
] as const;
export type Action = (typeof ACTIONS)[number];

const SUBJECTS = ['post', 'case-note', 'guidance', 'role-offer', 'person'] as const;
export type SubjectKind = (typeof SUBJECTS)[number];

export class ActionInput {
  @Choice({ label: 'Action', of: ACTIONS, ask: 'Choose what should happen' })
  readonly action!: Action;

  @Choice({ label: 'Subject', of: SUBJECTS })
  readonly subject!: SubjectKind;

  @Id({ label: 'subjectId' })
  readonly subjectId!: string;

  /** The report that is decided: where another moderator has decided it meanwhile, nothing happens. */
  @Id({ label: 'reportId', optional: true })
  readonly reportId?: string;

  /** A rule for what is taken down, a clearing for what is kept or shown again. */
  @Choice({ label: 'Reason', of: [...RULE_CODES, ...CLEARING_CODES], optional: true, ask: 'Choose the reason' })
  readonly reasonCode?: string;

  /** To the person concerned, in the moderator's words. */
  @Text({ label: 'Your words to them', max: 2_000, optional: true })
  readonly note?: string;

  /** The day on which a suspended person may sign in again. */
  @Day({ label: 'Suspended until', optional: true })
  readonly until?: string;
}

export class LookInput {
  @Id({ label: 'threadId' })
  readonly threadId!: string;

  /** Kept, and told to who asked. */
  @Text({ label: 'Why', min: 10, max: 1_000, ask: 'Say why you have to know who asked' })
  readonly reason!: string;
}

export class QueueInput {
  @Choice({ label: 'Kind', of: ['all', 'report', 'case-note', 'case-note-check'], optional: true })
  readonly kind: 'all' | 'report' | 'case-note' | 'case-note-check' = 'all';

  @Cursor()
  readonly after?: string;

  @Whole({ label: 'limit', min: 1, max: 100, optional: true })
  readonly limit: number = 20;
}

export class LogInput {
  @Cursor()
  readonly after?: string;

  @Whole({ label: 'limit', min: 1, max: 100, optional: true })
  readonly limit: number = 20;
}
