import { Choice, Codes, Flag, Several, Text, Whole } from '#libs/platform/inputs';
import { SERVICE_AREAS, STAGES, TOPICS } from '#libs/taxonomy';
import { codes, KEY, MOMENT } from './words.ts';

class DemoReplyInput {
  @Text({ label: 'author', max: 80 })
  readonly author!: string;

  @Text(MOMENT)
  readonly at!: string;

  @Text({ label: 'body', max: 20_000 })
  readonly body!: string;

  /** The index of the reply that this one answers. Absent: it answers the question. */
  @Whole({ label: 'replyTo', min: 0, max: 100, optional: true })
  readonly replyTo?: number | null;

  @Flag({ label: 'accepted' })
  readonly accepted!: boolean;
}

class DemoThreadInput {
  @Text(KEY)
  readonly key!: string;

  @Choice({ label: 'kind', of: ['question', 'discussion'] })
  readonly kind!: string;

  @Text({ label: 'title', min: 10, max: 140 })
  readonly title!: string;

  @Text({ label: 'author', max: 80 })
  readonly author!: string;

  @Text(MOMENT)
  readonly at!: string;

  /** Asked under a mask: what stands in place of the author. */
  @Text({ label: 'mask', max: 120, optional: true })
  readonly mask?: string | null;

  @Codes({ label: 'serviceAreas', of: codes(SERVICE_AREAS), max: 5 })
  readonly serviceAreas!: string[];

  @Codes({ label: 'topics', of: codes(TOPICS), max: 5 })
  readonly topics!: string[];

  @Choice({ label: 'stage', of: codes(STAGES), optional: true })
  readonly stage?: string | null;

  @Choice({ label: 'audience', of: ['network', 'public'] })
  readonly audience!: string;

  @Text({ label: 'body', max: 20_000 })
  readonly body!: string;

  @Several({ label: 'replies', of: DemoReplyInput, max: 100 })
  readonly replies!: DemoReplyInput[];
}

export class ThreadsFile {
  @Several({ label: 'threads', of: DemoThreadInput, max: 500 })
  readonly items!: DemoThreadInput[];
}

export type DemoThread = DemoThreadInput;
