import { POSTURE_CODES, type Posture, RURALITY } from '#libs/organisations';
import { Choice, Day, Flag, Several, Text, Whole } from '#libs/platform/inputs';
import { KEY } from './words.ts';

class LabelInput {
  @Text(KEY)
  readonly council!: string;

  @Whole({ label: 'imdQuintile', min: 1, max: 5 })
  readonly imdQuintile!: number;

  @Choice({ label: 'ruralUrban', of: RURALITY })
  readonly ruralUrban!: string;
}

class NeighbourInput {
  @Text(KEY)
  readonly council!: string;

  @Text(KEY)
  readonly other!: string;
}

class DemoPostureInput {
  @Text(KEY)
  readonly council!: string;

  /** Somebody who works there. */
  @Text(KEY)
  readonly by!: string;

  @Choice({ label: 'posture', of: POSTURE_CODES })
  readonly posture!: Posture;

  @Flag({ label: 'shown' })
  readonly shown!: boolean;

  @Day({ label: 'on' })
  readonly on!: string;

  @Text({ label: 'note', max: 500, optional: true })
  readonly note?: string;
}

/** What is known of the councils beside organisations.json. */
export class CouncilsFile {
  /** One council has none: what is missing is shown as well. */
  @Several({ label: 'labels', of: LabelInput, max: 100 })
  readonly labels!: LabelInput[];

  @Several({ label: 'neighbours', of: NeighbourInput, max: 100 })
  readonly neighbours!: NeighbourInput[];

  /** Of one council the oldest first. */
  @Several({ label: 'postures', of: DemoPostureInput, max: 100 })
  readonly postures!: DemoPostureInput[];
}
