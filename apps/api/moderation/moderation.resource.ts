import { FileResource } from '../threads/post.resource.ts';
import { ApiProperty, OmitType, PickType } from '@nestjs/swagger';
import { type ActionReceipt, type LogRow, type QueueRow, type ReportReceipt } from '#libs/moderation';

class SomebodyResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty()
  readonly name!: string;
  @ApiProperty({ description: 'A code of the practitioner roles' })
  readonly role!: string;
}

class CaseAuthorResource extends OmitType(SomebodyResource, ['id', 'role']) {
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null: masked' })
  readonly id!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'A code of the practitioner roles. Null: masked' })
  readonly role!: string | null;
}

export class ReportReceiptResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ enum: ['open'] })
  readonly status!: 'open';
  @ApiProperty({ format: 'date-time' })
  readonly createdAt!: string;
}

class ReportResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ description: 'A code of the house rules' })
  readonly reason!: string;
  @ApiProperty()
  readonly detail!: string;
  @ApiProperty({ type: SomebodyResource })
  readonly reporter!: SomebodyResource;
  @ApiProperty({ format: 'date-time' })
  readonly createdAt!: string;
}

class FileInQuestionResource extends PickType(FileResource, ['id', 'name', 'kind', 'size']) {
  @ApiProperty({ description: 'Its author took it out of the post' })
  readonly removed!: boolean;
}

export class QueueItemResource {
  @ApiProperty({
    enum: ['report', 'case-note', 'case-note-check'],
    description: 'case-note: its author asks to publish it; case-note-check: doubted, disputed or replied to',
  })
  readonly kind!: string;
  @ApiProperty({ format: 'uuid', description: 'Of the oldest report, or of the case note' })
  readonly id!: string;
  @ApiProperty({ enum: ['post', 'case-note', 'guidance', 'role-offer'] })
  readonly subject!: string;
  @ApiProperty({ format: 'uuid' })
  readonly subjectId!: string;
  @ApiProperty()
  readonly title!: string;
  @ApiProperty({ description: 'The text in question' })
  readonly text!: string;
  @ApiProperty({ type: [FileInQuestionResource], description: 'Beside a post; get them by id at /files/{id}' })
  readonly files!: FileInQuestionResource[];
  @ApiProperty()
  readonly url!: string;
  @ApiProperty({ description: 'You may not read the discussion: you see the text by its report, and the log says so' })
  readonly closed!: boolean;
  @ApiProperty({ type: CaseAuthorResource })
  readonly author!: CaseAuthorResource;
  @ApiProperty({ type: [ReportResource] })
  readonly reports!: ReportResource[];
  @ApiProperty({ type: String, nullable: true, description: 'The moderator who looks at it' })
  readonly claimedBy!: string | null;
  @ApiProperty({ format: 'date-time', description: 'Since when it waits' })
  readonly since!: string;
}

export class QueueResource {
  @ApiProperty({ type: [QueueItemResource] })
  readonly items!: QueueItemResource[];
  @ApiProperty({ type: String, nullable: true })
  readonly next!: string | null;
}

export class LogEntryResource {
  @ApiProperty()
  readonly id!: string;
  @ApiProperty({ format: 'date-time' })
  readonly at!: string;
  @ApiProperty({ description: 'What was asked of moderate; look: read by a report what they could not read otherwise' })
  readonly action!: string;
  @ApiProperty({ description: 'A house rule, or why something was kept or shown again' })
  readonly reasonCode!: string;
  @ApiProperty({ enum: ['post', 'thread', 'case-note', 'guidance', 'role-offer', 'person'] })
  readonly subject!: string;
  @ApiProperty({ format: 'uuid' })
  readonly subjectId!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Null: of a person, or of what you may not read now' })
  readonly title!: string | null;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The thread that it was moved or merged into, or of which it is a duplicate',
  })
  readonly targetId!: string | null;
  @ApiProperty()
  readonly moderator!: string;
  @ApiProperty({ type: CaseAuthorResource, nullable: true, description: 'Whom it is about' })
  readonly person!: CaseAuthorResource | null;
  @ApiProperty()
  readonly note!: string;
}

export class LogResource {
  @ApiProperty({ type: [LogEntryResource] })
  readonly items!: LogEntryResource[];
  @ApiProperty({ type: String, nullable: true })
  readonly next!: string | null;
}

export class ActionReceiptResource {
  @ApiProperty()
  readonly action!: string;
  @ApiProperty()
  readonly subject!: string;
  @ApiProperty({ format: 'uuid' })
  readonly subjectId!: string;
  @ApiProperty({ description: 'The line of the log that this is' })
  readonly logId!: string;
}

export const toReportReceiptResource = ({ id, createdAt }: ReportReceipt): ReportReceiptResource => ({
  id,
  status: 'open',
  createdAt,
});

export const toActionReceiptResource = (receipt: ActionReceipt): ActionReceiptResource => ({
  action: receipt.action,
  subject: receipt.subject,
  subjectId: receipt.subjectId,
  logId: receipt.logId,
});

export const toQueueItemResource = (row: QueueRow): QueueItemResource => ({
  kind: row.kind,
  id: row.id,
  subject: row.subject,
  subjectId: row.subjectId,
  title: row.title,
  text: row.text,
  files: row.files ?? [],
  url: row.url,
  closed: row.closed,
  author: { id: row.authorId, name: row.authorName, role: row.authorRole },
  reports: (row.reports ?? []).map((report) => ({
    id: report.id,
    reason: report.reason,
    detail: report.detail,
    reporter: { id: report.reporterId, name: report.reporterName, role: report.reporterRole },
    createdAt: new Date(report.at).toISOString(),
  })),
  claimedBy: row.claimedByName,
  since: row.at.toISOString(),
});

export const toLogEntryResource = (row: LogRow): LogEntryResource => ({
  id: row.id,
  at: row.at.toISOString(),
  action: row.action,
  reasonCode: row.reasonCode,
  subject: row.subject,
  subjectId: row.subjectId,
  title: row.title,
  targetId: row.targetId,
  moderator: row.moderatorName,
  person: row.personName === null ? null : { id: row.personId, name: row.personName, role: row.personRole },
  note: row.note,
});
