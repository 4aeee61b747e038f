import { Fields, Text } from '#libs/platform/inputs';
import { PLACE } from './place.ts';

/** Far more than a form may hold when it is posted: a draft may be too long still. */
const MOST_TYPED = 60_000;

/** The fields of a form as they were typed, right or wrong. */
export type DraftFields = Readonly<Record<string, string | readonly string[]>>;

export class DraftInput {
  /** As the form would send them: `title` and `body`, and what was chosen. */
  @Fields({ label: 'Your draft', max: MOST_TYPED })
  readonly fields!: DraftFields;
}

export class DraftListInput {
  /** The draft of this place alone, with its fields. */
  @Text({ label: 'place', max: 60, optional: true, pattern: PLACE })
  readonly place?: string;
}
