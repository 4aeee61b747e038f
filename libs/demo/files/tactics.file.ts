import { Choice, Codes, Day, Several, Text } from '#libs/platform/inputs';
import { ANSWER_SIDES, OBJECTION_RESULTS, TRIED } from '#libs/tactics';
import { SERVICE_AREAS, STAGES, TOPICS } from '#libs/taxonomy';
import { codes, KEY } from './words.ts';

class SubjectInput {
  @Text(KEY)
  readonly key!: string;

  @Text({ label: 'author', max: 80 })
  readonly author!: string;

  /** The day it was published. */
  @Day({ label: 'on' })
  readonly on!: string;

  @Choice({ label: 'stage', of: codes(STAGES) })
  readonly stage!: string;

  @Text({ label: 'title', min: 10, max: 200 })
  readonly title!: string;

  @Codes({ label: 'topics', of: codes(TOPICS) })
  readonly topics!: string[];

  @Codes({ label: 'serviceAreas', of: codes(SERVICE_AREAS) })
  readonly serviceAreas!: string[];
}

class TriedInput {
  @Text({ label: 'by', max: 80 })
  readonly by!: string;

  @Choice({ label: 'result', of: codes(TRIED) })
  readonly result!: string;

  @Text({ label: 'context', max: 300, optional: true })
  readonly context?: string | null;
}

class TacticInput extends SubjectInput {
  @Text({ label: 'situation', max: 3000 })
  readonly situation!: string;

  @Text({ label: 'move', max: 3000 })
  readonly move!: string;

  @Text({ label: 'evidence', max: 3000, optional: true })
  readonly evidence?: string;

  @Text({ label: 'backfired', max: 3000, optional: true })
  readonly backfired?: string;

  @Several({ label: 'tried', of: TriedInput, max: 40 })
  readonly tried!: TriedInput[];
}

class AnswerInput {
  @Choice({ label: 'side', of: codes(ANSWER_SIDES) })
  readonly side!: string;

  @Text({ label: 'text', max: 3000 })
  readonly text!: string;
}

class MeetingInput {
  @Text({ label: 'caseNote', max: 80 })
  readonly caseNote!: string;

  @Choice({ label: 'result', of: codes(OBJECTION_RESULTS) })
  readonly result!: string;

  @Text({ label: 'note', max: 300, optional: true })
  readonly note?: string | null;
}

class LinkInput {
  @Text({ label: 'tactic', max: 80 })
  readonly tactic!: string;
}

class ObjectionInput extends SubjectInput {
  @Text({ label: 'behind', max: 3000 })
  readonly behind!: string;

  @Several({ label: 'answers', of: AnswerInput, max: 20 })
  readonly answers!: AnswerInput[];

  @Several({ label: 'tactics', of: LinkInput, max: 20 })
  readonly tactics!: LinkInput[];

  @Several({ label: 'meetings', of: MeetingInput, max: 20 })
  readonly meetings!: MeetingInput[];
}

export class TacticsFile {
  @Several({ label: 'tactics', of: TacticInput, max: 100 })
  readonly items!: TacticInput[];
}

export class ObjectionsFile {
  @Several({ label: 'objections', of: ObjectionInput, max: 100 })
  readonly items!: ObjectionInput[];
}

export type DemoTactic = TacticInput;
export type DemoObjection = ObjectionInput;
