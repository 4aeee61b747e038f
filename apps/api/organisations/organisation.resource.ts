import { ApiProperty } from '@nestjs/swagger';
import {
  type MembershipRow,
  ORGANISATION_KINDS,
  type OrganisationPage,
  type OrganisationRow,
  PAYER_KINDS,
} from '#libs/organisations';
import { NATIONS } from '#libs/taxonomy';

const TEXT_OR_NULL = { type: String, nullable: true } as const;

export class OrganisationListItemResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ enum: Object.keys(ORGANISATION_KINDS) })
  readonly kind!: string;
  @ApiProperty({ ...TEXT_OR_NULL, description: 'The code of a council, for /councils/:code' })
  readonly councilCode!: string | null;
  @ApiProperty()
  readonly name!: string;
  @ApiProperty({ ...TEXT_OR_NULL })
  readonly summary!: string | null;
  @ApiProperty({ ...TEXT_OR_NULL, enum: [...NATIONS] })
  readonly nation!: string | null;
  @ApiProperty({ ...TEXT_OR_NULL })
  readonly website!: string | null;
  @ApiProperty({ ...TEXT_OR_NULL, enum: Object.keys(PAYER_KINDS), description: 'Of a payer that is no council' })
  readonly payerKind!: string | null;
  @ApiProperty()
  readonly fictional!: boolean;
  @ApiProperty({ description: 'The page of this organisation' })
  readonly url!: string;
}

export class OrganisationListResource {
  @ApiProperty({ type: [OrganisationListItemResource] })
  readonly items!: OrganisationListItemResource[];
  @ApiProperty({ ...TEXT_OR_NULL })
  readonly next!: string | null;
}

export class MemberCountsResource {
  @ApiProperty({ type: 'integer' })
  readonly all!: number;
  @ApiProperty({ type: 'integer' })
  readonly verified!: number;
}

export class OrganisationResource extends OrganisationListItemResource {
  @ApiProperty({ type: MemberCountsResource, nullable: true, description: 'Null: you are not signed in' })
  readonly members!: MemberCountsResource | null;
  @ApiProperty({ type: 'integer' })
  readonly version!: number;
}

export class MembershipResource {
  @ApiProperty({ format: 'uuid' })
  readonly personId!: string;
  @ApiProperty()
  readonly name!: string;
  @ApiProperty({ ...TEXT_OR_NULL })
  readonly jobTitle!: string | null;
  @ApiProperty({ ...TEXT_OR_NULL, format: 'date' })
  readonly fromOn!: string | null;
  @ApiProperty()
  readonly verified!: boolean;
}

export class MembershipListResource {
  @ApiProperty({ type: [MembershipResource] })
  readonly items!: MembershipResource[];
  @ApiProperty({ ...TEXT_OR_NULL })
  readonly next!: null;
}

export class MembershipStateResource {
  @ApiProperty({ format: 'uuid' })
  readonly organisationId!: string;
  @ApiProperty({ description: 'Whether you say that you work there' })
  readonly member!: boolean;
  @ApiProperty({ description: 'Whether a data steward has verified it' })
  readonly verified!: boolean;
}

const pageOf = ({ id, kind, code }: OrganisationRow): string => {
  if (kind === 'council') return `/councils/${code}`;
  return kind === 'spin_out' ? `/spin-outs/${id}` : `/organisations/${id}`;
};

export const toOrganisationListItemResource = (organisation: OrganisationRow): OrganisationListItemResource => ({
  id: organisation.id,
  kind: organisation.kind,
  councilCode: organisation.code,
  name: organisation.name,
  summary: organisation.summary,
  nation: organisation.nation,
  website: organisation.website,
  payerKind: organisation.payerKind,
  fictional: organisation.fictional,
  url: pageOf(organisation),
});

export const toOrganisationResource = (organisation: OrganisationPage): OrganisationResource => ({
  ...toOrganisationListItemResource(organisation),
  members: organisation.members,
  version: organisation.version,
});

export const toMembershipResource = (membership: MembershipRow): MembershipResource => ({
  personId: membership.personId,
  name: membership.name,
  jobTitle: membership.jobTitle,
  fromOn: membership.fromOn,
  verified: membership.verifiedAt !== null,
});
