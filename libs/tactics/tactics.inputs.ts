import { Choice, Cursor, Text, Whole } from '#libs/platform/inputs';
import { SERVICE_AREAS, STAGES, TOPICS } from '#libs/taxonomy';
import { TRIED } from './standing.ts';
import { type Tried } from './tactic.entity.ts';

/** Filters of both lists. */
export class TacticListInput {
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

export class TriedInput {
  @Choice({ label: 'What came of it', of: Object.keys(TRIED), ask: 'Say whether it worked, partly worked or failed' })
  readonly result!: Tried;

  @Text({ label: 'Where and how', max: 300, optional: true })
  readonly context?: string;
}
