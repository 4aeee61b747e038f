import { Choice, Cursor, Day, Email, Flag, Id, Text, Texts, Whole } from '#libs/platform/inputs';
import { STAGES } from '#libs/taxonomy';
import { CIRCLE_KINDS, CIRCLE_LIMITS, type CircleKind, type Visibility, VISIBILITIES } from './circle-kinds.ts';

export class CircleInput {
  @Text({ label: 'Name', min: 3, max: 120, ask: 'Enter a name that its members will know it by' })
  readonly name!: string;

  @Text({ label: 'What it is for', max: 500, optional: true })
  readonly purpose?: string;

  @Choice({ label: 'Kind', of: CIRCLE_KINDS, optional: true })
  readonly kind: CircleKind = 'topic';

  @Choice({ label: 'Who knows of it', of: VISIBILITIES, optional: true })
  readonly visibility: Visibility = 'confidential';

  @Texts({ label: 'Questions', max: CIRCLE_LIMITS.questions, each: 200, optional: true })
  readonly questions: string[] = [];

  /** What its meetings begin from, in Markdown. Absent: as for its kind. */
  @Text({ label: 'Agenda', max: 4_000, optional: true })
  readonly agenda?: string;
}

export class CircleListInput {
  @Choice({ label: 'of', of: ['mine', 'listed'], optional: true })
  readonly of: 'mine' | 'listed' = 'mine';

  @Choice({ label: 'Kind', of: CIRCLE_KINDS, optional: true })
  readonly kind?: CircleKind;

  @Cursor()
  readonly after?: string;

  @Whole({ label: 'limit', min: 1, max: 100, optional: true })
  readonly limit: number = 20;
}

export class CircleMemberInput {
  @Choice({ label: 'What they do in it', of: ['member', 'facilitator'], optional: true })
  readonly role: 'member' | 'facilitator' = 'member';
}

export class CircleRequestInput {
  /** In the order of the questions. */
  @Texts({ label: 'Answers', max: CIRCLE_LIMITS.questions, each: 1_000, optional: true })
  readonly answers: string[] = [];
}

export class CircleDecisionInput {
  @Choice({ label: 'Answer', of: ['accepted', 'declined'], ask: 'Choose whether they may join' })
  readonly answer!: 'accepted' | 'declined';

  /** Who asked reads it. */
  @Text({ label: 'A sentence for who asked', max: 500, optional: true })
  readonly sentence?: string;
}

export class CircleInvitationInput {
  @Id({ label: 'personId' })
  readonly personId!: string;

  @Text({ label: 'A sentence for them', max: 500, optional: true })
  readonly note?: string;
}

export class CircleInvitationAnswerInput {
  @Choice({ label: 'Answer', of: ['accepted', 'declined'], ask: 'Choose whether you join' })
  readonly answer!: 'accepted' | 'declined';
}

export class CircleLinkInput {
  @Whole({ label: 'How many may use it', min: 1, max: 200, optional: true })
  readonly uses: number = 10;

  @Whole({ label: 'For how many days', min: 1, max: 90, optional: true })
  readonly days: number = 14;
}

export class CircleGuestInput {
  @Email({ label: 'Their email address' })
  readonly email!: string;
}

export class CircleNoteInput {
  @Text({ label: 'Title', max: 120, ask: 'Enter what the meeting was about' })
  readonly title!: string;

  @Day({ label: 'The day of the meeting', ask: 'Enter the day of the meeting' })
  readonly metOn!: string;

  /** Markdown. */
  @Text({ label: 'Notes', max: 20_000, ask: 'Write what was said and agreed' })
  readonly body!: string;
}

export class CircleNoteListInput {
  @Cursor()
  readonly after?: string;

  @Whole({ label: 'limit', min: 1, max: 100, optional: true })
  readonly limit: number = 20;
}

export class CircleStandingInput {
  @Choice({ label: 'Stage', of: Object.keys(STAGES), optional: true })
  readonly stage?: string;

  @Text({ label: 'A sentence about it', max: 300, optional: true })
  readonly note?: string;
}

export class CircleMilestoneInput {
  @Text({ label: 'Milestone', max: 200, ask: 'Enter a milestone' })
  readonly title!: string;

  @Day({ label: 'By when', optional: true })
  readonly dueOn?: string;
}

export class CircleMilestoneReachedInput {
  @Flag({ label: 'reached' })
  readonly reached!: boolean;
}

export class CircleSummaryInput {
  /** Markdown. */
  @Text({ label: 'Summary', max: 5_000, ask: 'Write what everybody may read' })
  readonly body!: string;
}

export class CircleConsentInput {
  /** Of the text that they have read. */
  @Whole({ label: 'version', min: 1, max: 2_000_000_000 })
  readonly version!: number;
}
