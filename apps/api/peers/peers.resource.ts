import { ApiProperty } from '@nestjs/swagger';
import { type IntroductionRow, type PeerRow } from '#libs/peers';

export class PeerResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ description: 'The page of this person' })
  readonly url!: string;
  @ApiProperty()
  readonly name!: string;
  @ApiProperty({ description: 'A code of the practitioner roles' })
  readonly role!: string;
  @ApiProperty({ type: String, nullable: true })
  readonly jobTitle!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly organisation!: string | null;
  @ApiProperty({
    type: [String],
    enum: ['serviceArea', 'stage', 'like', 'legalForm', 'size'],
    description: 'What they share of what was asked for',
  })
  readonly reasons!: string[];
  @ApiProperty()
  readonly fictional!: boolean;
}

export class PeerListResource {
  @ApiProperty({ type: [PeerResource] })
  readonly items!: PeerResource[];
  @ApiProperty({ type: String, nullable: true })
  readonly next!: string | null;
}

export class IntroducedPersonResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty()
  readonly name!: string;
  @ApiProperty({ description: 'A code of the practitioner roles' })
  readonly role!: string;
  @ApiProperty({ type: String, nullable: true, format: 'email', description: 'Null until both have agreed' })
  readonly email!: string | null;
}

export class IntroductionResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ description: 'Whether you asked; else you were asked' })
  readonly mine!: boolean;
  @ApiProperty({ description: 'The other of the two' })
  readonly person!: IntroducedPersonResource;
  @ApiProperty()
  readonly reason!: string;
  @ApiProperty({ enum: ['open', 'agreed', 'declined', 'no-answer', 'withdrawn'] })
  readonly state!: string;
  @ApiProperty({ type: String, nullable: true })
  readonly note!: string | null;
  @ApiProperty({ format: 'date-time' })
  readonly createdAt!: string;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  readonly answeredAt!: string | null;
  @ApiProperty({ format: 'date-time', description: 'Without an answer by then it has ended' })
  readonly expiresAt!: string;
}

export class IntroductionListResource {
  @ApiProperty({ type: [IntroductionResource] })
  readonly items!: IntroductionResource[];
  @ApiProperty({ type: String, nullable: true })
  readonly next!: string | null;
}

export const toPeerResource = (peer: PeerRow): PeerResource => ({
  id: peer.id,
  url: `/people/${peer.id}`,
  name: peer.name,
  role: peer.practitionerRole,
  jobTitle: peer.jobTitle,
  organisation: peer.organisation,
  reasons: peer.reasons,
  fictional: peer.fictional,
});

export const toIntroductionResource = (row: IntroductionRow): IntroductionResource => ({
  id: row.id,
  mine: row.mine,
  person: { id: row.personId, name: row.personName, role: row.practitionerRole, email: row.email },
  reason: row.reason,
  state: row.state,
  note: row.answerNote,
  createdAt: row.createdAt.toISOString(),
  answeredAt: row.answeredAt?.toISOString() ?? null,
  expiresAt: row.expiresAt.toISOString(),
});
