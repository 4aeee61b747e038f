import { Choice, Id, Ids, Text } from '#libs/platform/inputs';
import { TITLE } from './threads.inputs.ts';

/** As many as one looks through before one moves them. */
export const MOVED_MOST = 100;

const POSTS = { label: 'The posts to move', max: MOVED_MOST };
const REASON = { label: 'Why', max: 500, ask: 'Say why. Those whose posts are moved read it' };

export class SplitInput {
  @Ids(POSTS)
  readonly posts!: string[];

  @Text({ ...TITLE, label: 'The title', ask: 'Write a title for the new discussion' })
  readonly title!: string;

  @Choice({ label: 'Kind', of: ['question', 'discussion'], optional: true })
  readonly kind: 'question' | 'discussion' = 'discussion';

  @Text(REASON)
  readonly reason!: string;
}

export class MoveInput {
  @Ids(POSTS)
  readonly posts!: string[];

  /** The discussion that they go to. */
  @Id({ label: 'to' })
  readonly to!: string;

  @Text(REASON)
  readonly reason!: string;
}

export class MergeInput {
  /** The discussion that takes all posts of this one. */
  @Id({ label: 'to' })
  readonly to!: string;

  @Text(REASON)
  readonly reason!: string;
}

export class DuplicateInput {
  /** The question that was asked before. */
  @Id({ label: 'to' })
  readonly to!: string;

  @Text({ label: 'Why', max: 500, optional: true })
  readonly reason?: string;
}
