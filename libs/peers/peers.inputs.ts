import { Choice, Cursor, Text, Whole } from '#libs/platform/inputs';
import { LEGAL_FORMS, SERVICE_AREAS, STAGES } from '#libs/taxonomy';
import { SIZES } from './sizes.ts';

/** What a peer should have in common with who looks. Each is optional; who fits more of them comes first. */
export class PeerInput {
  @Choice({ label: 'Service area', of: Object.keys(SERVICE_AREAS), optional: true })
  readonly serviceArea?: string;

  @Choice({ label: 'Stage', of: Object.keys(STAGES), optional: true })
  readonly stage?: string;

  /** The code of a council: people from it, from the 20 councils most like it, and from what those let go. */
  @Text({ label: 'Council', max: 100, optional: true })
  readonly like?: string;

  @Choice({ label: 'Legal form', of: Object.keys(LEGAL_FORMS), optional: true })
  readonly legalForm?: string;

  @Choice({ label: 'Size', of: Object.keys(SIZES), optional: true })
  readonly size?: keyof typeof SIZES;

  @Cursor()
  readonly after?: string;

  @Whole({ label: 'limit', min: 1, max: 100, optional: true })
  readonly limit: number = 20;
}

export class IntroductionInput {
  @Text({ label: 'Why you would like to talk', max: 1000, ask: 'Say why you would like to talk, in a sentence or two' })
  readonly reason!: string;
}

export class IntroductionAnswerInput {
  @Choice({ label: 'Answer', of: ['agreed', 'declined'], ask: 'Choose whether you agree' })
  readonly answer!: 'agreed' | 'declined';

  @Text({ label: 'A few words', max: 1000, optional: true })
  readonly note?: string;
}

export class IntroductionListInput {
  @Choice({ label: 'Side', of: ['asked', 'asked-of-me'], optional: true })
  readonly side?: 'asked' | 'asked-of-me';

  @Cursor()
  readonly after?: string;

  @Whole({ label: 'limit', min: 1, max: 100, optional: true })
  readonly limit: number = 20;
}
