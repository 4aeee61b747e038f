import { Choice, Codes, Day, Several, Text, Whole } from '#libs/platform/inputs';
import { SERVICE_AREAS, STAGES, TOPICS } from '#libs/taxonomy';
import { codes } from './words.ts';

class SourceInput {
  @Choice({ label: 'kind', of: ['answer', 'case-note'] })
  readonly kind!: 'answer' | 'case-note';

  @Text({ label: 'thread', max: 80, optional: true })
  readonly thread?: string;

  @Whole({ label: 'reply', min: 0, max: 100, optional: true })
  readonly reply?: number;

  @Text({ label: 'caseNote', max: 80, optional: true })
  readonly caseNote?: string;
}

class GuidanceInput {
  @Text({ label: 'slug', max: 100 })
  readonly slug!: string;

  @Text({ label: 'title', max: 200 })
  readonly title!: string;

  @Text({ label: 'summary', max: 600 })
  readonly summary!: string;

  @Text({ label: 'body', max: 40_000 })
  readonly body!: string;

  @Choice({ label: 'stage', of: codes(STAGES), optional: true })
  readonly stage?: string | null;

  @Codes({ label: 'topics', of: codes(TOPICS) })
  readonly topics!: string[];

  @Codes({ label: 'serviceAreas', of: codes(SERVICE_AREAS) })
  readonly serviceAreas!: string[];

  @Text({ label: 'owner', max: 80 })
  readonly owner!: string;

  @Day({ label: 'lastCheckedOn' })
  readonly lastCheckedOn!: string;

  @Day({ label: 'goodUntil' })
  readonly goodUntil!: string;

  @Day({ label: 'lawAsAt', optional: true })
  readonly lawAsAt?: string | null;

  @Several({ label: 'sources', of: SourceInput, max: 20 })
  readonly sources!: SourceInput[];
}

export class GuidanceFile {
  @Several({ label: 'guidance', of: GuidanceInput, max: 200 })
  readonly items!: GuidanceInput[];
}

export type DemoGuidance = GuidanceInput;
export type DemoSource = SourceInput;
