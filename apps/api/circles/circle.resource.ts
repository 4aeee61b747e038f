import { ApiProperty } from '@nestjs/swagger';
import {
  agendaOf,
  CIRCLE_KINDS,
  type CircleDetail,
  type CircleDoor,
  type CircleInvitationRow,
  type CircleKind,
  type CircleLinkRow,
  type CircleMemberRow,
  type CircleRequestRow,
  type CircleRow,
  type GuestInvitationRow,
  type LinkedCircle,
  type Standing,
  type Visibility,
  VISIBILITIES,
} from '#libs/circles';
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
  @ApiProperty({ description: 'Of this circle alone, and no member of the network' })
  readonly isGuest!: boolean;
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
  @ApiProperty({ enum: CIRCLE_KINDS })
  readonly kind!: CircleKind;
  @ApiProperty({ enum: VISIBILITIES, description: 'Who may know of it. What is in it is read by its members alone' })
  readonly visibility!: Visibility;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Null: not for who is outside' })
  readonly memberCount!: number | null;
  @ApiProperty({ enum: ['facilitator', 'member', 'invited', 'requested', 'none'], description: 'What you are to it' })
  readonly standing!: Standing;
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

class OwnInvitationResource {
  @ApiProperty({ description: 'The first name of who invites you' })
  readonly by!: string;
  @ApiProperty({ type: String, nullable: true })
  readonly note!: string | null;
}

class OwnRequestResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ enum: ['open', 'accepted', 'declined', 'withdrawn'] })
  readonly state!: 'open' | 'accepted' | 'declined' | 'withdrawn';
  @ApiProperty({ type: String, nullable: true, description: 'What a facilitator says to you' })
  readonly sentence!: string | null;
}

export class CircleResource extends CircleListItemResource {
  @ApiProperty({ type: [String], description: 'What somebody is asked who asks to join' })
  readonly questions!: string[];
  @ApiProperty({ type: String, nullable: true, description: 'What its meetings begin from; null for who is outside' })
  readonly agenda!: string | null;
  @ApiProperty({
    type: [CircleMemberResource],
    description: 'Facilitators first; the first 200. For who is outside the facilitators alone, or nobody',
  })
  readonly members!: CircleMemberResource[];
  @ApiProperty({ type: OwnInvitationResource, nullable: true, description: 'Yours, while it waits for an answer' })
  readonly invitation!: OwnInvitationResource | null;
  @ApiProperty({ type: OwnRequestResource, nullable: true, description: 'Yours, the latest' })
  readonly request!: OwnRequestResource | null;
}

class CircleAnswerResource {
  @ApiProperty()
  readonly question!: string;
  @ApiProperty()
  readonly answer!: string;
}

export class CircleRequestResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ format: 'uuid' })
  readonly personId!: string;
  @ApiProperty({ description: 'The first name' })
  readonly name!: string;
  @ApiProperty({ type: [CircleAnswerResource] })
  readonly answers!: CircleAnswerResource[];
  @ApiProperty({ format: 'date-time' })
  readonly createdAt!: string;
}

export class CircleInvitationResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ format: 'uuid' })
  readonly personId!: string;
  @ApiProperty({ description: 'The first name' })
  readonly name!: string;
  @ApiProperty({ format: 'date-time' })
  readonly createdAt!: string;
}

export class CircleLinkResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ type: 'integer', description: 'How many may use it' })
  readonly uses!: number;
  @ApiProperty({ type: 'integer' })
  readonly used!: number;
  @ApiProperty({ format: 'date-time' })
  readonly expiresAt!: string;
  @ApiProperty({ format: 'date-time' })
  readonly createdAt!: string;
}

export class CircleGuestResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty()
  readonly email!: string;
  @ApiProperty({ format: 'date-time' })
  readonly expiresAt!: string;
  @ApiProperty({ format: 'date-time' })
  readonly createdAt!: string;
}

export class CircleDoorResource {
  @ApiProperty({ type: [CircleRequestResource], description: 'Those that wait for an answer' })
  readonly requests!: CircleRequestResource[];
  @ApiProperty({ type: [CircleInvitationResource], description: 'Those that wait for an answer' })
  readonly invitations!: CircleInvitationResource[];
  @ApiProperty({ type: [CircleGuestResource], description: 'Invitations by mail that wait for an answer' })
  readonly guests!: CircleGuestResource[];
  @ApiProperty({ type: [CircleLinkResource], description: 'Those that still work' })
  readonly links!: CircleLinkResource[];
}

/** What was made, by its id. */
export class CircleMadeResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
}

export class NewCircleLinkResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ description: 'Shown once. Whoever has it may join' })
  readonly token!: string;
  @ApiProperty({ description: 'Where it leads to on the site' })
  readonly url!: string;
}

export class LinkedCircleResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty()
  readonly name!: string;
  @ApiProperty({ type: String, nullable: true })
  readonly purpose!: string | null;
  @ApiProperty({ enum: CIRCLE_KINDS })
  readonly kind!: CircleKind;
  @ApiProperty({ enum: VISIBILITIES })
  readonly visibility!: Visibility;
  @ApiProperty({ description: 'You are in it already' })
  readonly isMember!: boolean;
  @ApiProperty()
  readonly usedUp!: boolean;
}

export const toCircleListItemResource = (circle: CircleRow): CircleListItemResource => ({
  id: circle.id,
  name: circle.name,
  purpose: circle.purpose,
  kind: circle.kind,
  visibility: circle.visibility,
  memberCount: circle.memberCount,
  standing: circle.standing,
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
  isGuest: member.isGuest,
  since: new Date(member.since).toISOString(),
});

export const toCircleResource = (circle: CircleDetail): CircleResource => ({
  ...toCircleListItemResource(circle),
  questions: circle.questions,
  agenda: circle.standing === 'member' || circle.facilitates ? agendaOf(circle) : null,
  members: circle.members.map(toCircleMemberResource),
  invitation: circle.invitation && { by: firstNameOf(circle.invitation.by), note: circle.invitation.note },
  request: circle.request && {
    id: circle.request.id,
    state: circle.request.state,
    sentence: circle.request.sentence,
  },
});

const toRequestResource = ({ id, personId, name, answers, createdAt }: CircleRequestRow): CircleRequestResource => ({
  id,
  personId,
  name: firstNameOf(name),
  answers: answers.map(({ question, answer }) => ({ question, answer })),
  createdAt: new Date(createdAt).toISOString(),
});

const toInvitationResource = ({ id, personId, name, createdAt }: CircleInvitationRow): CircleInvitationResource => ({
  id,
  personId,
  name: firstNameOf(name),
  createdAt: new Date(createdAt).toISOString(),
});

const toLinkResource = ({ id, uses, used, expiresAt, createdAt }: CircleLinkRow): CircleLinkResource => ({
  id,
  uses,
  used,
  expiresAt: new Date(expiresAt).toISOString(),
  createdAt: new Date(createdAt).toISOString(),
});

const toGuestResource = ({ id, email, expiresAt, createdAt }: GuestInvitationRow): CircleGuestResource => ({
  id,
  email,
  expiresAt: new Date(expiresAt).toISOString(),
  createdAt: new Date(createdAt).toISOString(),
});

export const toDoorResource = ({ requests, invitations, guests, links }: CircleDoor): CircleDoorResource => ({
  requests: requests.map(toRequestResource),
  invitations: invitations.map(toInvitationResource),
  guests: guests.map(toGuestResource),
  links: links.map(toLinkResource),
});

export const toLinkedCircleResource = (circle: LinkedCircle): LinkedCircleResource => ({
  id: circle.id,
  name: circle.name,
  purpose: circle.purpose,
  kind: circle.kind,
  visibility: circle.visibility,
  isMember: circle.isMember,
  usedUp: circle.usedUp,
});
