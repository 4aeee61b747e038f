import { Choice, Cursor, Text, Whole } from '#libs/platform/inputs';

export class CircleInput {
  @Text({ label: 'Name', min: 3, max: 120, ask: 'Enter a name that its members will know it by' })
  readonly name!: string;

  @Text({ label: 'What it is for', max: 500, optional: true })
  readonly purpose?: string;
}

export class CircleListInput {
  @Cursor()
  readonly after?: string;

  @Whole({ label: 'limit', min: 1, max: 100, optional: true })
  readonly limit: number = 20;
}

export class CircleMemberInput {
  @Choice({ label: 'What they do in it', of: ['member', 'facilitator'], optional: true })
  readonly role: 'member' | 'facilitator' = 'member';
}
