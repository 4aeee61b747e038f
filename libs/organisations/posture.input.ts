import { Choice, Flag, Text } from '#libs/platform/inputs';
import { POSTURE_CODES, type Posture } from './posture.ts';

export class PostureInput {
  @Choice({ label: 'Where your team stands', of: POSTURE_CODES, ask: 'Choose where your team stands' })
  readonly posture!: Posture;

  /** Everybody may read it; else it counts in the totals alone. */
  @Flag({ label: 'shown', optional: true })
  readonly shown: boolean = false;

  /** For the team's own history. */
  @Text({ label: 'Note', max: 500, optional: true })
  readonly note?: string;
}
