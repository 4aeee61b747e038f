import { ApiProperty } from '@nestjs/swagger';
import { type PersonRow } from '#libs/people';
import { AVAILABILITY } from '#libs/taxonomy';

export class PersonOrganisationResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ example: 'spin_out' })
  readonly kind!: string;
  @ApiProperty()
  readonly name!: string;
  @ApiProperty({ description: 'The page of this organisation' })
  readonly url!: string;
  @ApiProperty({ description: 'Whether somebody has checked that the person works there' })
  readonly verified!: boolean;
  @ApiProperty({
    enum: ['steward', 'work-address', 'colleagues'],
    nullable: true,
    description: 'Who or what confirmed it',
  })
  readonly confirmedBy!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly jobTitle!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  readonly from!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  readonly to!: string | null;
  @ApiProperty({ description: 'False: they worked there once' })
  readonly current!: boolean;
  @ApiProperty()
  readonly fictional!: boolean;
}

export class PersonResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ description: 'The page of this person' })
  readonly url!: string;
  @ApiProperty()
  readonly name!: string;
  @ApiProperty({ description: 'A code of the practitioner roles: what the person is' })
  readonly role!: string;
  @ApiProperty({ type: String, nullable: true })
  readonly jobTitle!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly bio!: string | null;
  @ApiProperty({ type: [PersonOrganisationResource] })
  readonly organisations!: PersonOrganisationResource[];
  @ApiProperty({ type: [String] })
  readonly serviceAreas!: string[];
  @ApiProperty({ type: [String] })
  readonly stagesLived!: string[];
  @ApiProperty({ type: [String], description: 'Topics that the person can help with' })
  readonly topicsOffered!: string[];
  @ApiProperty({ type: [String], description: 'Topics that the person wants help with' })
  readonly topicsWanted!: string[];
  @ApiProperty({ type: [String], description: 'BCP 47 primary tags' })
  readonly languages!: string[];
  @ApiProperty({
    enum: Object.keys(AVAILABILITY),
    nullable: true,
    description: 'Whether a question may be brought to them',
  })
  readonly availability!: string | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'How many questions a week may be brought to them' })
  readonly helpsAWeek!: number | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What they declare an interest in. Null: nothing was declared',
  })
  readonly interests!: string | null;
  @ApiProperty()
  readonly fictional!: boolean;
  @ApiProperty({ format: 'date-time' })
  readonly createdAt!: string;
}

export class PersonListResource {
  @ApiProperty({ type: [PersonResource] })
  readonly items!: PersonResource[];
  @ApiProperty({ type: String, nullable: true })
  readonly next!: string | null;
}

export const toPersonResource = (person: PersonRow): PersonResource => ({
  id: person.id,
  url: `/people/${person.id}`,
  name: person.name,
  role: person.practitionerRole,
  jobTitle: person.jobTitle,
  bio: person.bio,
  organisations: person.organisations.map(({ id, kind, code, name, verified, fictional, ...works }) => ({
    id,
    kind,
    name,
    url: code === null ? `/${kind === 'spin_out' ? 'spin-outs' : 'organisations'}/${id}` : `/councils/${code}`,
    verified,
    confirmedBy: works.confirmedBy,
    jobTitle: works.jobTitle,
    from: works.from,
    to: works.to,
    current: works.current,
    fictional,
  })),
  serviceAreas: person.serviceAreas,
  stagesLived: person.stagesLived,
  topicsOffered: person.topicsOffered,
  topicsWanted: person.topicsWanted,
  languages: person.languages,
  availability: person.availability,
  helpsAWeek: person.helpsAWeek,
  interests: person.interests,
  fictional: person.fictional,
  createdAt: person.createdAt.toISOString(),
});
