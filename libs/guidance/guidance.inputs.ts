import { Choice, Codes, Cursor, Day, Flag, Id, Text, Whole } from '#libs/platform/inputs';
import { SERVICE_AREAS, STAGES, TOPICS } from '#libs/taxonomy';

class TextsInput {
  @Text({ label: 'The title', min: 10, max: 200, ask: 'Write a title that says what to do' })
  readonly title!: string;

  @Text({ label: 'The short answer', max: 600, ask: 'Write the answer in two sentences' })
  readonly summary!: string;

  @Text({ label: 'The guidance', max: 40_000, ask: 'Write the guidance itself' })
  readonly body!: string;

  @Choice({ label: 'Stage', of: Object.keys(STAGES), optional: true })
  readonly stage?: string;

  @Codes({ label: 'Service areas', of: Object.keys(SERVICE_AREAS), optional: true, max: 5 })
  readonly serviceAreas: string[] = [];

  @Codes({ label: 'Topics', of: Object.keys(TOPICS), optional: true, max: 5 })
  readonly topics: string[] = [];

  @Day({ label: 'Law as at', optional: true })
  readonly lawAsAt?: string;
}

export class NewGuidanceInput extends TextsInput {
  /** The accepted answer that this is made from. */
  @Id({ label: 'postId', optional: true })
  readonly postId?: string;

  /** The case note that this is made from. */
  @Id({ label: 'caseNoteId', optional: true })
  readonly caseNoteId?: string;

  @Day({ label: 'Good until', optional: true })
  readonly goodUntil?: string;

  /** Whether to publish it at once. */
  @Flag({ label: 'publish', optional: true })
  readonly publish: boolean = false;
}

export class EditGuidanceInput extends TextsInput {
  @Text({ label: 'What you changed', max: 300, optional: true })
  readonly note?: string;
}

export class CheckedInput {
  /** The last day on which readers may rely on it without another check. */
  @Day({ label: 'Good until', ask: 'Choose until when this is good' })
  readonly goodUntil!: string;
}

export class GuidanceListInput {
  @Choice({ label: 'Status', of: ['published', 'draft', 'withdrawn'], optional: true })
  readonly status: 'published' | 'draft' | 'withdrawn' = 'published';

  @Choice({ label: 'Service area', of: Object.keys(SERVICE_AREAS), optional: true })
  readonly serviceArea?: string;

  @Choice({ label: 'Topic', of: Object.keys(TOPICS), optional: true })
  readonly topic?: string;

  @Choice({ label: 'Stage', of: Object.keys(STAGES), optional: true })
  readonly stage?: string;

  @Cursor()
  readonly after?: string;

  @Whole({ label: 'limit', min: 1, max: 100, optional: true })
  readonly limit: number = 20;
}

export class GuidanceVersionsInput {
  @Cursor()
  readonly after?: string;

  @Whole({ label: 'limit', min: 1, max: 100, optional: true })
  readonly limit: number = 20;
}
