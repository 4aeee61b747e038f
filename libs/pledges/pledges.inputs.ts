import { Choice, Cursor, Day, Id, Text, Whole } from '#libs/platform/inputs';

export const PLEDGE_AUDIENCES = { me: 'Only me', network: 'Members of the network, on my profile' } as const;
export const PLEDGE_STATES = { open: 'To do', done: 'Done', dropped: 'Dropped' } as const;
export type PledgeState = keyof typeof PLEDGE_STATES;

/** The whole of a pledge, for a new one and for an edit; what is absent is taken away. */
export class PledgeInput {
  @Text({ label: 'Next step', max: 300, ask: 'Say what you will do, in one sentence' })
  readonly text!: string;

  @Day({ label: 'Day', ask: 'Enter the day by which you will do it' })
  readonly dueOn!: string;

  @Choice({ label: 'Who sees it', of: Object.keys(PLEDGE_AUDIENCES), ask: 'Choose who sees it' })
  readonly audience!: keyof typeof PLEDGE_AUDIENCES;

  /** What it is about; with `aboutId`. A council and a spin-out are organisations. */
  @Choice({ label: 'About', of: ['thread', 'organisation'], optional: true })
  readonly about?: 'thread' | 'organisation';

  @Id({ label: 'aboutId', optional: true })
  readonly aboutId?: string;
}

export class PledgeStateInput {
  @Choice({ label: 'State', of: Object.keys(PLEDGE_STATES), ask: 'Choose what became of it' })
  readonly state!: PledgeState;
}

export class PledgeListInput {
  @Choice({ label: 'State', of: ['open', 'ended'], optional: true })
  readonly state?: 'open' | 'ended';

  @Cursor()
  readonly after?: string;

  @Whole({ label: 'limit', min: 1, max: 100, optional: true })
  readonly limit: number = 20;
}
