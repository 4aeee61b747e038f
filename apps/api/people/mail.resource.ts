import { ApiProperty } from '@nestjs/swagger';
import {
  DIGEST_RHYTHMS,
  digestChoiceOf,
  type DigestRhythm,
  MAIL_KINDS,
  MAIL_STATES,
  type MailRow,
  type MailState,
  type NoticeChoice,
  type Weekday,
  WEEKDAYS,
} from '#libs/notifications';

export class NoticeChoicesResource {
  @ApiProperty({ description: 'Count as new in your inbox that a member named you' })
  readonly mentionInbox!: boolean;
  @ApiProperty({ description: 'Mail after five minutes, where you have not read it by then' })
  readonly mentionMail!: boolean;
  @ApiProperty({ description: 'One mail when replies to your question lie unread for a day' })
  readonly answersMail!: boolean;
  @ApiProperty({ description: 'Count as new in your inbox that a member invites you to answer' })
  readonly invitationInbox!: boolean;
  @ApiProperty({ description: 'Mail after five minutes, where you have not read it by then' })
  readonly invitationMail!: boolean;
  @ApiProperty({
    description: 'Count as new in your inbox that a member asks to talk to you, or answered when you asked',
  })
  readonly introductionInbox!: boolean;
  @ApiProperty({ description: 'Mail after five minutes, where you have not read it by then; it does not say who' })
  readonly introductionMail!: boolean;
  @ApiProperty({ description: 'Mail when a moderator decides about something that you wrote' })
  readonly moderationMail!: boolean;
  @ApiProperty({ description: 'Count as new in your inbox what concerns your place in a circle' })
  readonly circleInbox!: boolean;
  @ApiProperty({ description: 'Mail after five minutes, where you have not read it by then' })
  readonly circleMail!: boolean;
  @ApiProperty({ enum: DIGEST_RHYTHMS, description: 'quarterly: only what your watches found' })
  readonly digest!: DigestRhythm;
  @ApiProperty({ enum: WEEKDAYS, description: 'On which it comes weekly, at seven in the morning in London' })
  readonly digestDay!: Weekday;
}

export class MailResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ enum: MAIL_KINDS })
  readonly kind!: string;
  @ApiProperty({ enum: MAIL_STATES, description: 'sent: taken by the mail server. dropped: not sent after all' })
  readonly state!: MailState;
  @ApiProperty({ type: 'integer' })
  readonly tries!: number;
  @ApiProperty({ type: String, nullable: true, description: 'Why it was not sent, or what the mail server said' })
  readonly why!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null: it is not tried again' })
  readonly nextAt!: string | null;
  @ApiProperty({ format: 'date-time' })
  readonly createdAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null: it waits' })
  readonly endedAt!: string | null;
}

export class MailListResource {
  @ApiProperty({ type: [MailResource] })
  readonly items!: MailResource[];
  @ApiProperty({ type: String, nullable: true })
  readonly next!: string | null;
}

export function toNoticeChoicesResource(choices: readonly NoticeChoice[]): NoticeChoicesResource {
  const of = (kind: NoticeChoice['kind']): NoticeChoice => choices.find((choice) => choice.kind === kind)!;
  return {
    mentionInbox: of('mention').inInbox,
    mentionMail: of('mention').byMail,
    answersMail: of('answers').byMail,
    invitationInbox: of('invitation').inInbox,
    invitationMail: of('invitation').byMail,
    introductionInbox: of('introduction').inInbox,
    introductionMail: of('introduction').byMail,
    moderationMail: of('moderation').byMail,
    circleInbox: of('circle').inInbox,
    circleMail: of('circle').byMail,
    ...digestChoiceOf(choices),
  };
}

export const toMailResource = (mail: MailRow): MailResource => ({
  id: mail.id,
  kind: mail.kind,
  state: mail.state,
  tries: mail.tries,
  why: mail.why,
  nextAt: mail.state === 'waiting' ? mail.nextAt.toISOString() : null,
  createdAt: mail.createdAt.toISOString(),
  endedAt: mail.endedAt && mail.endedAt.toISOString(),
});
