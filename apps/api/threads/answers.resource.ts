import { ApiProperty } from '@nestjs/swagger';
import { type AnswerMarkRow, type Author, shownName, type TryRow } from '#libs/threads';

class SaidByResource {
  @ApiProperty({ description: 'The first name; of who asked under a mask its label' })
  readonly name!: string;
  @ApiProperty({ type: String, nullable: true, description: 'A code of the practitioner roles; null: masked' })
  readonly role!: string | null;
  @ApiProperty()
  readonly masked!: boolean;
  @ApiProperty()
  readonly fictional!: boolean;
}

class TryResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ enum: ['worked', 'partly', 'failed'] })
  readonly result!: string;
  @ApiProperty({ type: SaidByResource })
  readonly by!: SaidByResource;
  @ApiProperty({ type: String, nullable: true, description: 'A code of the kinds of council' })
  readonly councilType!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'A code of the service areas' })
  readonly serviceArea!: string | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'When it was tried' })
  readonly year!: number | null;
  @ApiProperty({ type: String, nullable: true, description: 'What happened' })
  readonly note!: string | null;
  @ApiProperty({ format: 'date-time' })
  readonly at!: string;
}

export class TryListResource {
  @ApiProperty({ type: [TryResource] })
  readonly items!: TryResource[];
  @ApiProperty({ type: String, nullable: true })
  readonly next!: string | null;
}

class AnswerMarkResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ enum: ['outdated', 'risky'] })
  readonly kind!: string;
  @ApiProperty({ type: SaidByResource })
  readonly by!: SaidByResource;
  @ApiProperty()
  readonly comment!: string;
  @ApiProperty({ format: 'date-time' })
  readonly at!: string;
}

export class AnswerMarkListResource {
  @ApiProperty({ type: [AnswerMarkResource] })
  readonly items!: AnswerMarkResource[];
  @ApiProperty({ type: String, nullable: true })
  readonly next!: string | null;
}

const by = (author: Author & { fictional: boolean }): SaidByResource => ({
  name: shownName(author),
  role: author.authorRole,
  masked: author.mask !== null,
  fictional: author.fictional,
});

export const toTryResource = (row: TryRow): TryResource => ({
  id: row.id,
  result: row.result,
  by: by(row),
  councilType: row.councilType,
  serviceArea: row.serviceArea,
  year: row.year,
  note: row.note,
  at: row.at,
});

export const toMarkResource = (row: AnswerMarkRow): AnswerMarkResource => ({
  id: row.id,
  kind: row.kind,
  by: by(row),
  comment: row.comment,
  at: row.at,
});
