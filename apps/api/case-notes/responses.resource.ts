import { ApiProperty } from '@nestjs/swagger';
import {
  MARK_KINDS,
  type RelatedRow,
  type ReplyRow,
  type Responses,
  USE_OUTCOMES,
  type UseRow,
} from '#libs/case-notes';
import { NoteLinkResource } from './case-note.resource.ts';

class DisputeResource {
  @ApiProperty({ format: 'date-time' })
  readonly since!: string;
  @ApiProperty()
  readonly line!: string;
}

class MarkResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ enum: MARK_KINDS })
  readonly kind!: string;
  @ApiProperty()
  readonly comment!: string;
  @ApiProperty({ enum: ['open', 'upheld', 'dismissed'] })
  readonly status!: string;
  @ApiProperty({ type: String, nullable: true })
  readonly publicLine!: string | null;
  @ApiProperty({ description: 'A code of the practitioner roles' })
  readonly role!: string;
  @ApiProperty({ description: 'Yours' })
  readonly own!: boolean;
  @ApiProperty({ format: 'date-time' })
  readonly at!: string;
}

export class MarksResource {
  @ApiProperty({ type: 'integer' })
  readonly helped!: number;
  @ApiProperty({ type: 'integer' })
  readonly outOfDate!: number;
  @ApiProperty({ description: 'Taken to be out of date: two members said so, or a moderator' })
  readonly doubted!: boolean;
  @ApiProperty({ type: [DisputeResource], description: 'Checked by a moderator' })
  readonly disputes!: DisputeResource[];
  @ApiProperty({ type: [MarkResource], description: 'Your own; for the author and moderators all that need a check' })
  readonly items!: MarkResource[];
}

export class UseResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty()
  readonly organisation!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  readonly organisationId!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'For members' })
  readonly what!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly publicLine!: string | null;
  @ApiProperty({ format: 'date' })
  readonly usedOn!: string;
  @ApiProperty({ enum: ['public', 'network', 'private'] })
  readonly audience!: string;
  @ApiProperty({ type: String, enum: USE_OUTCOMES, nullable: true })
  readonly outcome!: string | null;
  @ApiProperty()
  readonly outcomeWords!: string;
  @ApiProperty({ description: 'Yours' })
  readonly own!: boolean;
  @ApiProperty({ format: 'date-time' })
  readonly createdAt!: string;
}

export class UseListResource {
  @ApiProperty({ type: [UseResource] })
  readonly items!: UseResource[];
  @ApiProperty({ type: String, nullable: true })
  readonly next!: string | null;
}

class ReplyOrganisationResource {
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null: asked for without an account' })
  readonly id!: string | null;
  @ApiProperty()
  readonly name!: string;
  @ApiProperty()
  readonly fictional!: boolean;
}

class NoteReplyResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ type: ReplyOrganisationResource })
  readonly organisation!: ReplyOrganisationResource;
  @ApiProperty()
  readonly body!: string;
  @ApiProperty()
  readonly bodyHtml!: string;
  @ApiProperty({ enum: ['asked', 'attached', 'declined'] })
  readonly status!: string;
  @ApiProperty({ format: 'date-time' })
  readonly createdAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly decidedAt!: string | null;
}

export class NoteReplyListResource {
  @ApiProperty({ type: [NoteReplyResource] })
  readonly items!: NoteReplyResource[];
  @ApiProperty({ type: String, nullable: true })
  readonly next!: string | null;
}

class RelatedResource extends NoteLinkResource {
  @ApiProperty()
  readonly evidenced!: boolean;
  @ApiProperty({ type: String, nullable: true, description: 'Of whoever put it there; null: found by what both share' })
  readonly why!: string | null;
  @ApiProperty({ description: 'Of another service, with the same topic' })
  readonly otherService!: boolean;
  @ApiProperty({ type: [String] })
  readonly sharedServices!: string[];
  @ApiProperty({ type: [String] })
  readonly sharedTopics!: string[];
}

export class RelatedListResource {
  @ApiProperty({ type: [RelatedResource] })
  readonly items!: RelatedResource[];
  @ApiProperty({ type: String, nullable: true })
  readonly next!: string | null;
}

const moment = (at: string): string => new Date(at).toISOString();

export const toMarksResource = ({ helped, outOfDate, doubted, disputes, marks }: Responses): MarksResource => ({
  helped,
  outOfDate,
  doubted,
  disputes: disputes.map(({ since, line }) => ({ since: moment(since), line })),
  items: marks.map(({ id, kind, comment, status, publicLine, role, own, at }) => ({
    id,
    kind,
    comment,
    status,
    publicLine,
    role,
    own,
    at: moment(at),
  })),
});

export const toUseResource = (use: UseRow): UseResource => ({
  id: use.id,
  organisation: use.organisation,
  organisationId: use.organisationId,
  what: use.what,
  publicLine: use.publicLine,
  usedOn: use.usedOn,
  audience: use.audience,
  outcome: use.outcome,
  outcomeWords: use.outcomeWords,
  own: use.own,
  createdAt: use.createdAt.toISOString(),
});

export const toNoteReplyResource = (reply: ReplyRow): NoteReplyResource => ({
  id: reply.id,
  organisation: {
    id: reply.organisation.id,
    name: reply.organisation.name,
    fictional: reply.organisation.fictional,
  },
  body: reply.body,
  bodyHtml: reply.bodyHtml,
  status: reply.status,
  createdAt: moment(reply.at),
  decidedAt: reply.decidedAt && moment(reply.decidedAt),
});

export const toRelatedResource = (row: RelatedRow): RelatedResource => ({
  id: row.id,
  title: row.title,
  url: `/case-notes/${row.id}`,
  evidenced: row.evidenced,
  why: row.why,
  otherService: row.otherService,
  sharedServices: row.sharedServices,
  sharedTopics: row.sharedTopics,
});
