import { Choice } from '#libs/platform/inputs';
import { SERVICE_AREAS, TOPICS } from '#libs/taxonomy';
import { FOLLOW_LEVELS, type FollowLevel } from './follow-levels.ts';

export class FollowLevelInput {
  @Choice({ label: 'What you are told', of: FOLLOW_LEVELS, ask: 'Choose what you want to be told' })
  readonly level!: FollowLevel;
}

const ON_TAKING_PART = ['every', 'first', 'none'];

export class FollowDefaultsInput {
  @Choice({ label: 'When you ask', of: ON_TAKING_PART, ask: 'Choose what you are told of what you ask' })
  readonly onAsk!: string;

  @Choice({ label: 'When you answer', of: ON_TAKING_PART, ask: 'Choose what you are told of what you answer' })
  readonly onAnswer!: string;
}

export class FollowSubjectInput {
  @Choice({ label: 'Kind of subject', of: ['topic', 'service-area'] })
  readonly kind!: 'topic' | 'service-area';

  /** A topic or a service area, as the kind says. One of the other kind is followed by nobody. */
  @Choice({ label: 'Subject', of: [...Object.keys(TOPICS), ...Object.keys(SERVICE_AREAS)], ask: 'Choose a subject' })
  readonly code!: string;

  @Choice({ label: 'What you are told', of: FOLLOW_LEVELS, ask: 'Choose what you want to be told' })
  readonly level!: FollowLevel;
}
