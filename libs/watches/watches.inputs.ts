import { Choice, Codes, Text } from '#libs/platform/inputs';
import { TRIGGERS, type TriggerCode, type WatchAbout, WATCHED } from './triggers.ts';

/** What is watched. */
export class WatchSubjectInput {
  @Choice({ label: 'about', of: WATCHED })
  readonly about!: WatchAbout;

  /** The id of a case note, council, spin-out or question; the code of a service area or council type. */
  @Text({ label: 'subject', max: 100 })
  readonly subject!: string;
}

export class WatchInput {
  /** All that somebody waits for, of one thing: what is not named is no longer watched. */
  @Codes({ label: 'When to tell you', of: Object.keys(TRIGGERS), max: 5, optional: true })
  readonly triggers: TriggerCode[] = [];
}
