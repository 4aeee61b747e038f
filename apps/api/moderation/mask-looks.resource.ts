import { ApiProperty } from '@nestjs/swagger';
import { type LookRow, type OwnLookRow } from '#libs/moderation';

class AskerResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty()
  readonly name!: string;
  @ApiProperty({ description: 'A code of the practitioner roles' })
  readonly role!: string;
  @ApiProperty({ type: String, nullable: true, description: 'As it was when they asked' })
  readonly organisation!: string | null;
}

export class MaskLookResource {
  @ApiProperty({ description: 'The line of the log that this is' })
  readonly id!: string;
  @ApiProperty({ format: 'date-time' })
  readonly at!: string;
  @ApiProperty({ format: 'uuid' })
  readonly threadId!: string;
  @ApiProperty({ type: AskerResource })
  readonly person!: AskerResource;
}

export class OwnMaskLookResource {
  @ApiProperty()
  readonly id!: string;
  @ApiProperty({ format: 'date-time' })
  readonly at!: string;
  @ApiProperty()
  readonly reason!: string;
  @ApiProperty({ description: 'They were not told, since they work where who asked works' })
  readonly refused!: boolean;
}

export class OwnMaskLookListResource {
  @ApiProperty({ type: [OwnMaskLookResource] })
  readonly items!: OwnMaskLookResource[];
  @ApiProperty({ type: String, nullable: true })
  readonly next!: null;
}

class LookerResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty()
  readonly name!: string;
}

export class MaskLookLineResource extends OwnMaskLookResource {
  @ApiProperty({ format: 'uuid' })
  readonly threadId!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Null: you may not read the discussion' })
  readonly title!: string | null;
  @ApiProperty({ type: LookerResource })
  readonly moderator!: LookerResource;
}

export class MaskLookListResource {
  @ApiProperty({ type: [MaskLookLineResource] })
  readonly items!: MaskLookLineResource[];
  @ApiProperty({ type: String, nullable: true })
  readonly next!: string | null;
}

export const toOwnMaskLookResource = ({ id, at, reason, refused }: OwnLookRow): OwnMaskLookResource => ({
  id,
  at: at.toISOString(),
  reason,
  refused,
});

export const toMaskLookLineResource = (row: LookRow): MaskLookLineResource => ({
  ...toOwnMaskLookResource(row),
  threadId: row.threadId,
  title: row.title,
  moderator: { id: row.moderatorId, name: row.moderatorName },
});
