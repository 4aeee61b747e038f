import { ApiProperty } from '@nestjs/swagger';
import {
  type CircleNote,
  type CircleNoteRow,
  type CircleNoteVersion,
  type StandingRow,
  type SummaryRow,
} from '#libs/circles';
import { firstNameOf } from '#libs/people';

export class CircleNoteListItemResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ format: 'uuid' })
  readonly circleId!: string;
  @ApiProperty()
  readonly title!: string;
  @ApiProperty({ format: 'date', description: 'The day of the meeting' })
  readonly metOn!: string;
  @ApiProperty({ description: 'The first name of who wrote it first' })
  readonly writtenBy!: string;
  @ApiProperty({ type: 'integer' })
  readonly version!: number;
  @ApiProperty({ format: 'date-time' })
  readonly createdAt!: string;
}

export class CircleNoteListResource {
  @ApiProperty({ type: [CircleNoteListItemResource] })
  readonly items!: CircleNoteListItemResource[];
  @ApiProperty({ type: String, nullable: true })
  readonly next!: string | null;
}

export class CircleNoteResource extends CircleNoteListItemResource {
  @ApiProperty({ description: 'Markdown' })
  readonly body!: string;
  @ApiProperty()
  readonly bodyHtml!: string;
}

export class CircleNoteVersionResource {
  @ApiProperty({ type: 'integer' })
  readonly version!: number;
  @ApiProperty()
  readonly title!: string;
  @ApiProperty({ format: 'date' })
  readonly metOn!: string;
  @ApiProperty({ description: 'Markdown' })
  readonly body!: string;
  @ApiProperty({ description: 'The first name' })
  readonly writtenBy!: string;
  @ApiProperty({ format: 'date-time' })
  readonly at!: string;
}

export class CircleNoteVersionsResource {
  @ApiProperty({ type: [CircleNoteVersionResource], description: 'The earlier texts, the latest first' })
  readonly items!: CircleNoteVersionResource[];
}

class MilestoneResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty()
  readonly title!: string;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  readonly dueOn!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null: not yet' })
  readonly reachedAt!: string | null;
}

class StandingResource {
  @ApiProperty({ format: 'uuid' })
  readonly personId!: string;
  @ApiProperty({ description: 'The first name' })
  readonly name!: string;
  @ApiProperty({ type: String, nullable: true, description: 'A code of the stages' })
  readonly stage!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly note!: string | null;
  @ApiProperty({ type: [MilestoneResource] })
  readonly milestones!: MilestoneResource[];
}

export class CircleBoardResource {
  @ApiProperty({ type: [StandingResource], description: 'You first, then by name; at most 200' })
  readonly items!: StandingResource[];
}

export class CircleSummaryResource {
  @ApiProperty({ description: 'Markdown' })
  readonly body!: string;
  @ApiProperty()
  readonly bodyHtml!: string;
  @ApiProperty({ type: 'integer', description: 'One agrees to this very version' })
  readonly version!: number;
  @ApiProperty({ description: 'Every member agrees: everybody can read it' })
  readonly isPublished!: boolean;
  @ApiProperty({ description: 'You agree to it' })
  readonly agreed!: boolean;
  @ApiProperty({ type: 'integer' })
  readonly agreedCount!: number;
  @ApiProperty({ type: 'integer' })
  readonly memberCount!: number;
}

export class PublishedSummaryResource {
  @ApiProperty({ format: 'uuid' })
  readonly circleId!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Null: nobody may know of the circle by name' })
  readonly name!: string | null;
  @ApiProperty()
  readonly bodyHtml!: string;
  @ApiProperty({ format: 'date-time' })
  readonly publishedAt!: string;
}

export const toNoteListItem = (note: CircleNoteRow): CircleNoteListItemResource => ({
  id: note.id,
  circleId: note.circleId,
  title: note.title,
  metOn: note.metOn,
  writtenBy: firstNameOf(note.writtenBy),
  version: note.version,
  createdAt: note.createdAt.toISOString(),
});

export const toNoteResource = (note: CircleNote): CircleNoteResource => ({
  ...toNoteListItem(note),
  body: note.body,
  bodyHtml: note.bodyHtml,
});

export const toNoteVersion = ({
  version,
  title,
  metOn,
  body,
  writtenBy,
  at,
}: CircleNoteVersion): CircleNoteVersionResource => ({
  version,
  title,
  metOn,
  body,
  writtenBy: firstNameOf(writtenBy),
  at: at.toISOString(),
});

export const toStanding = ({ personId, name, stage, note, milestones }: StandingRow): StandingResource => ({
  personId,
  name: firstNameOf(name),
  stage,
  note,
  milestones: milestones.map(({ id, title, dueOn, reachedAt }) => ({
    id,
    title,
    dueOn,
    reachedAt: reachedAt && new Date(reachedAt).toISOString(),
  })),
});

export const toSummaryResource = (summary: SummaryRow): CircleSummaryResource => ({
  body: summary.body,
  bodyHtml: summary.bodyHtml,
  version: summary.version,
  isPublished: summary.isPublished,
  agreed: summary.agreed,
  agreedCount: summary.agreedCount,
  memberCount: summary.memberCount,
});
