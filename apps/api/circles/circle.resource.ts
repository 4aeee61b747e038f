import { ApiProperty } from '@nestjs/swagger';
import { type CircleDetail, type CircleMemberRow, type CircleRow } from '#libs/circles';
import { firstNameOf } from '#libs/people';

export class CircleMemberResource {
  @ApiProperty({ format: 'uuid' })
  readonly personId!: string;
  @ApiProperty({ description: 'The first name' })
  readonly name!: string;
  @ApiProperty({ description: 'A code of the practitioner roles' })
  readonly practitionerRole!: string;
  @ApiProperty({ enum: ['member', 'facilitator'] })
  readonly role!: 'member' | 'facilitator';
  @ApiProperty({ format: 'date-time' })
  readonly since!: string;
}

export class CircleListItemResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty()
  readonly name!: string;
  @ApiProperty({ type: String, nullable: true })
  readonly purpose!: string | null;
  @ApiProperty({ type: 'integer' })
  readonly memberCount!: number;
  @ApiProperty({ description: 'You say who is in it' })
  readonly facilitates!: boolean;
  @ApiProperty()
  readonly fictional!: boolean;
  @ApiProperty({ type: 'integer' })
  readonly version!: number;
  @ApiProperty({ format: 'date-time' })
  readonly createdAt!: string;
}

export class CircleListResource {
  @ApiProperty({ type: [CircleListItemResource] })
  readonly items!: CircleListItemResource[];
  @ApiProperty({ type: String, nullable: true })
  readonly next!: string | null;
}

export class CircleResource extends CircleListItemResource {
  @ApiProperty({ type: [CircleMemberResource], description: 'Facilitators first; the first 200' })
  readonly members!: CircleMemberResource[];
}

export const toCircleListItemResource = (circle: CircleRow): CircleListItemResource => ({
  id: circle.id,
  name: circle.name,
  purpose: circle.purpose,
  memberCount: circle.memberCount,
  facilitates: circle.facilitates,
  fictional: circle.fictional,
  version: circle.version,
  createdAt: circle.createdAt.toISOString(),
});

const toCircleMemberResource = (member: CircleMemberRow): CircleMemberResource => ({
  personId: member.personId,
  name: firstNameOf(member.name),
  practitionerRole: member.practitionerRole,
  role: member.role,
  since: new Date(member.since).toISOString(),
});

export const toCircleResource = (circle: CircleDetail): CircleResource => ({
  ...toCircleListItemResource(circle),
  members: circle.members.map(toCircleMemberResource),
});
