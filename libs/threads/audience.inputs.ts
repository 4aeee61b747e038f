import { Choice, Day, Id, Ids, Text } from '#libs/platform/inputs';
import { type OpensTo } from './readership.ts';
import { type Audience } from './thread.entity.ts';

const AUDIENCES: readonly Audience[] = ['public', 'network', 'circle', 'organisation', 'invited'];

export const CONFIDENTIAL_UNTIL = { label: 'The day on which it opens', optional: true } as const;
export const OPENS_TO = { label: 'To whom it opens', of: ['network', 'public'], optional: true } as const;

export class AudienceInput {
  @Choice({ label: 'Who may read this', of: AUDIENCES, ask: 'Choose who may read this' })
  readonly audience!: Audience;

  /** The circle or organisation, for those audiences. */
  @Id({ label: 'audienceId', optional: true })
  readonly audienceId?: string;

  /** Who is invited, for that audience: beside who is invited already and who has written. */
  @Ids({ label: 'invited', optional: true, max: 50 })
  readonly invited: string[] = [];

  /** Until this day for those alone; on it for `opensTo`. Absent: it stays for those. */
  @Day(CONFIDENTIAL_UNTIL)
  readonly confidentialUntil?: string;

  /** With `confidentialUntil`; more people than `audience`. */
  @Choice(OPENS_TO)
  readonly opensTo: OpensTo = 'network';

  /** Moderators give one. Everybody whose writing it concerns reads it. */
  @Text({ label: 'Reason', max: 500, optional: true })
  readonly reason?: string;
}
