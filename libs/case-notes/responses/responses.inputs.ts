import { NotFound } from '#libs/platform/errors';
import { Choice, Cursor, Day, Email, Id, Text, Whole } from '#libs/platform/inputs';

export const MARK_KINDS = ['helped', 'out-of-date', 'disputed'] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

/** A word of an address; throws NotFound for any other. */
export function markKindOf(word: string): MarkKind {
  const kind = MARK_KINDS.find((known) => known === word);
  if (kind === undefined) throw new NotFound('case-notes.no-such-mark', 'mark');
  return kind;
}

export class MarkInput {
  /** Needed where something is wrong with the note. */
  @Text({ label: 'What you know', max: 1_000, optional: true })
  readonly comment?: string;
}

export class MarkDecisionInput {
  /** Out of date: of all who said so. */
  @Choice({ label: 'Decision', of: ['uphold', 'dismiss'], ask: 'Choose whether it is so' })
  readonly decision!: 'uphold' | 'dismiss';

  /** Of a dispute that is upheld: what readers see. */
  @Text({ label: 'Line for readers', max: 300, optional: true })
  readonly publicLine?: string;
}

export const USE_OUTCOMES = ['better', 'same', 'worse', 'too-early'] as const;
export type UseOutcome = (typeof USE_OUTCOMES)[number];
const USE_AUDIENCES = ['public', 'network', 'private'] as const;
export type UseAudience = (typeof USE_AUDIENCES)[number];

export class UseInput {
  /** By name. One of your own is linked to its page. */
  @Text({ label: 'Organisation', max: 200, ask: 'Enter the council or organisation that used it' })
  readonly organisation!: string;

  @Text({ label: 'What you did with it', max: 600, ask: 'Enter what you did with it' })
  readonly what!: string;

  @Day({ label: 'When', ask: 'Enter when you used it' })
  readonly usedOn!: string;

  /** Who may see it. Of a public one, readers who are not signed in see the organisation and the public line. */
  @Choice({ label: 'Who may see this', of: USE_AUDIENCES, ask: 'Choose who may see this' })
  readonly audience!: UseAudience;

  @Text({ label: 'Line for everybody', max: 300, optional: true })
  readonly publicLine?: string;
}

export class UseOutcomeInput {
  @Choice({ label: 'What came of it', of: USE_OUTCOMES, ask: 'Choose what came of it' })
  readonly outcome!: UseOutcome;

  @Text({ label: 'In your words', max: 600, optional: true })
  readonly words?: string;
}

export class UsesInput {
  @Cursor()
  readonly after?: string;

  @Whole({ label: 'limit', min: 1, max: 100, optional: true })
  readonly limit: number = 20;
}

export class RightOfReplyInput {
  /** Where you edit both organisations that the note is about. */
  @Id({ label: 'Organisation', optional: true })
  readonly organisationId?: string;

  /** Markdown. */
  @Text({ label: 'Reply', max: 4_000, ask: 'Enter the reply of your organisation' })
  readonly body!: string;
}

/** Of somebody who need have no account. */
export class ReplyRequestInput {
  @Text({ label: 'Organisation', max: 200, ask: 'Enter the name of your organisation' })
  readonly organisation!: string;

  @Text({ label: 'Your role', max: 120, ask: 'Enter your role there' })
  readonly role!: string;

  /** For the answer; moderators alone see it. */
  @Email({ label: 'Your email address' })
  readonly email!: string;

  /** Markdown: what is wrong, as it would stand beside the note. */
  @Text({ label: 'What is wrong', max: 4_000, ask: 'Enter what is wrong' })
  readonly body!: string;
}

export class ReplyDecisionInput {
  @Choice({ label: 'Decision', of: ['attach', 'decline'], ask: 'Choose whether it goes to the note' })
  readonly decision!: 'attach' | 'decline';

  /** To whoever asked. */
  @Text({ label: 'Your words to them', max: 1_000, optional: true })
  readonly note?: string;
}

export class RelatedInput {
  /** The id or the address of a published note. */
  @Text({ label: 'Related note', max: 300, ask: 'Enter the address of the other case note' })
  readonly note!: string;

  @Text({ label: 'Why', max: 200, ask: 'Say in a few words what the two have in common' })
  readonly why!: string;
}

export class RelatedDecisionInput {
  @Choice({ label: 'Decision', of: ['accept', 'decline'], ask: 'Choose whether it belongs beside the note' })
  readonly decision!: 'accept' | 'decline';
}
