import { ApiProperty } from '@nestjs/swagger';
import { type PersonRow } from '#libs/people';

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
  organisations: person.organisations.map(({ id, kind, code, name, verified, fictional }) => ({
    id,
    kind,
    name,
    url: code === null ? `/${kind === 'spin_out' ? 'spin-outs' : 'organisations'}/${id}` : `/councils/${code}`,
    verified,
    fictional,
  })),
  serviceAreas: person.serviceAreas,
  stagesLived: person.stagesLived,
  topicsOffered: person.topicsOffered,
  topicsWanted: person.topicsWanted,
  fictional: person.fictional,
  createdAt: person.createdAt.toISOString(),
});
