import { Choice, Id, Ids, Text } from '#libs/platform/inputs';
import { type Audience } from './thread.entity.ts';

const AUDIENCES: readonly Audience[] = ['public', 'network', 'circle', 'organisation', 'invited'];

export class AudienceInput {
  @Choice({ label: 'Who may read this', of: AUDIENCES, ask: 'Choose who may read this' })
  readonly audience!: Audience;

  /** The circle or organisation, for those audiences. */
  @Id({ label: 'audienceId', optional: true })
  readonly audienceId?: string;

  /** Who is invited, for that audience: beside who is invited already and who has written. */
  @Ids({ label: 'invited', optional: true, max: 50 })
  readonly invited: string[] = [];

  /** Moderators give one. Everybody whose writing it concerns reads it. */
  @Text({ label: 'Reason', max: 500, optional: true })
  readonly reason?: string;
}
