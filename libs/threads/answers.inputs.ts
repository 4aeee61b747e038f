import { Choice, Cursor, Flag, Text, Whole } from '#libs/platform/inputs';
import { COUNCIL_TYPES, SERVICE_AREAS } from '#libs/taxonomy';
import { TRIED_RESULTS, type TriedResult } from './answer-order.ts';

/** What came of it, where, and when. */
export class AnswerTriedInput {
  @Choice({
    label: 'What came of it',
    of: Object.keys(TRIED_RESULTS),
    ask: 'Say whether it worked, partly worked or failed',
  })
  readonly result!: TriedResult;

  @Choice({ label: 'Kind of council', of: Object.keys(COUNCIL_TYPES), optional: true })
  readonly councilType?: string;

  @Choice({ label: 'Service', of: Object.keys(SERVICE_AREAS), optional: true })
  readonly serviceArea?: string;

  /** When it was tried. */
  @Whole({ label: 'Year', min: 1990, max: 2100, optional: true })
  readonly year?: number;

  @Text({ label: 'What happened', max: 300, optional: true })
  readonly note?: string;

  /** Kind of council and service, where they are not given, are those of one's profile. */
  @Flag({ label: 'fromProfile', optional: true })
  readonly fromProfile: boolean = false;
}

export class AnswerMarkInput {
  @Text({ label: 'Why', max: 500, ask: 'Say what is wrong with it, and how you know' })
  readonly comment!: string;
}

/** Why a moderator removes what somebody said of an answer. */
export class RemovalInput {
  @Text({ label: 'Reason', max: 500, ask: 'Say why, in a sentence that its author is told' })
  readonly reason!: string;
}

export class TriesInput {
  @Cursor()
  readonly after?: string;

  @Whole({ label: 'limit', min: 1, max: 100, optional: true })
  readonly limit: number = 20;
}
