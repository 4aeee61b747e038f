import { ApiProperty } from '@nestjs/swagger';
import { NOTE_PARTS, type ReviewCommentRow } from '#libs/case-notes';

export class ReviewCommentResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ type: 'integer', description: 'The version of the note that it is about' })
  readonly version!: number;
  @ApiProperty({ enum: Object.keys(NOTE_PARTS) })
  readonly section!: string;
  @ApiProperty()
  readonly body!: string;
  @ApiProperty({ format: 'date-time' })
  readonly createdAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly answeredAt!: string | null;
  @ApiProperty({ description: 'Of the author; may be empty' })
  readonly answer!: string;
}

export class ReviewCommentListResource {
  @ApiProperty({ type: [ReviewCommentResource] })
  readonly items!: ReviewCommentResource[];
  @ApiProperty({ type: String, nullable: true })
  readonly next!: string | null;
}

export class CreatedResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
}

export const toReviewCommentResource = (row: ReviewCommentRow): ReviewCommentResource => ({
  id: row.id,
  version: row.version,
  section: row.section,
  body: row.body,
  createdAt: row.at.toISOString(),
  answeredAt: row.answeredAt && row.answeredAt.toISOString(),
  answer: row.answer,
});
