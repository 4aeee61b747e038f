import { ApiProperty } from '@nestjs/swagger';
import { OFFER_FACETS, OFFER_KINDS, OFFER_PAY, OFFER_ROLES, type OfferCounts, type RoleOfferRow } from '#libs/offers';

const TEXT_OR_NULL = { type: String, nullable: true } as const;

export class RoleOfferResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ enum: Object.keys(OFFER_KINDS) })
  readonly kind!: string;
  @ApiProperty({ enum: Object.keys(OFFER_ROLES) })
  readonly role!: string;
  @ApiProperty()
  readonly title!: string;
  @ApiProperty()
  readonly body!: string;
  @ApiProperty({ type: [String] })
  readonly serviceAreas!: string[];
  @ApiProperty({ ...TEXT_OR_NULL, description: 'Null: anywhere in the UK' })
  readonly nation!: string | null;
  @ApiProperty({ ...TEXT_OR_NULL })
  readonly region!: string | null;
  @ApiProperty({ enum: Object.keys(OFFER_PAY) })
  readonly pay!: string;
  @ApiProperty({ ...TEXT_OR_NULL, description: 'What its owner declares; null: that there is nothing to declare' })
  readonly interests!: string | null;
  @ApiProperty({ format: 'date' })
  readonly declaredOn!: string;
  @ApiProperty({ format: 'date-time', description: 'When it was made or last renewed' })
  readonly listedAt!: string;
  @ApiProperty({ format: 'date-time' })
  readonly expiresAt!: string;
  @ApiProperty({ enum: ['open', 'ended', 'closed', 'hidden'] })
  readonly state!: string;
  @ApiProperty({ format: 'uuid', description: 'Contact goes by askForIntroduction' })
  readonly personId!: string;
  @ApiProperty()
  readonly personName!: string;
  @ApiProperty()
  readonly practitionerRole!: string;
  @ApiProperty({ description: 'Whether they sell advice' })
  readonly paidAdviser!: boolean;
  @ApiProperty()
  readonly fictional!: boolean;
  @ApiProperty({ type: 'integer' })
  readonly version!: number;
}

class OfferFacetsResource {
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' } })
  readonly kind!: Record<string, number>;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' } })
  readonly role!: Record<string, number>;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' } })
  readonly serviceArea!: Record<string, number>;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' } })
  readonly nation!: Record<string, number>;
}

export class RoleOfferListResource {
  @ApiProperty({ type: [RoleOfferResource] })
  readonly items!: RoleOfferResource[];
  @ApiProperty({ ...TEXT_OR_NULL })
  readonly next!: string | null;
  @ApiProperty({ type: 'integer', description: 'How many that are open match' })
  readonly total!: number;
  @ApiProperty({
    type: OfferFacetsResource,
    description: 'How many each code finds beside what was chosen of the others',
  })
  readonly facets!: OfferFacetsResource;
}

export const toRoleOfferResource = (row: RoleOfferRow): RoleOfferResource => ({
  id: row.id,
  kind: row.kind,
  role: row.role,
  title: row.title,
  body: row.body,
  serviceAreas: row.serviceAreas,
  nation: row.nation,
  region: row.region,
  pay: row.pay,
  interests: row.interests,
  declaredOn: row.declaredOn,
  listedAt: row.listedAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
  state: row.state,
  personId: row.personId,
  personName: row.personName,
  practitionerRole: row.practitionerRole,
  paidAdviser: row.practitionerRole === 'paid_adviser',
  fictional: row.fictional,
  version: row.version,
});

export const toOfferFacetsResource = (facets: OfferCounts): OfferFacetsResource =>
  Object.fromEntries(OFFER_FACETS.map((facet) => [facet, facets[facet]])) as unknown as OfferFacetsResource;
