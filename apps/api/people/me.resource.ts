import { ApiProperty } from '@nestjs/swagger';
import { type NotificationRow } from '#libs/notifications';
import { type Actor, audienceCodes, PLATFORM_ROLES, type PersonRow } from '#libs/people';
import { PersonResource, toPersonResource } from './person.resource.ts';

export class SessionResource {
  @ApiProperty({ format: 'uuid' })
  readonly personId!: string;
  @ApiProperty()
  readonly name!: string;
  @ApiProperty({ description: 'A code of the practitioner roles' })
  readonly role!: string;
  @ApiProperty({ enum: PLATFORM_ROLES, isArray: true, description: 'What the person may do everywhere' })
  readonly platformRoles!: string[];
  @ApiProperty({ enum: ['session', 'token'] })
  readonly signedInBy!: 'session' | 'token';
  @ApiProperty({ description: 'False: a token for reading alone' })
  readonly mayWrite!: boolean;
  @ApiProperty({ type: 'integer', description: 'Unread notifications, at most 100' })
  readonly unread!: number;
}

export class MeResource extends PersonResource {
  @ApiProperty({ format: 'email', description: 'Yours, for you alone' })
  readonly email!: string;
  @ApiProperty({ enum: PLATFORM_ROLES, isArray: true })
  readonly platformRoles!: string[];
  @ApiProperty({ type: 'integer', description: 'Unread notifications, at most 100' })
  readonly unread!: number;
  @ApiProperty({ type: [String], description: 'Who sees which field, where not all who see the profile: "bio:shared"' })
  readonly audiences!: string[];
  @ApiProperty({ enum: ['network', 'nobody'], description: 'Whether other members find you, anywhere' })
  readonly listedTo!: 'network' | 'nobody';
  @ApiProperty({ description: 'Others see that you are reading or typing' })
  readonly seen!: boolean;
  @ApiProperty({ type: 'integer' })
  readonly version!: number;
}

export class MySessionResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ description: 'What the browser calls itself' })
  readonly device!: string;
  @ApiProperty({ description: 'Whether this request was made with it' })
  readonly current!: boolean;
  @ApiProperty({ format: 'date-time' })
  readonly createdAt!: string;
  @ApiProperty({ format: 'date-time', description: 'To ten minutes' })
  readonly lastSeenAt!: string;
}

export class MySessionListResource {
  @ApiProperty({ type: [MySessionResource] })
  readonly items!: MySessionResource[];
  @ApiProperty({ type: String, nullable: true })
  readonly next!: null;
}

export class TokenResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty()
  readonly name!: string;
  @ApiProperty({ enum: ['read', 'write'] })
  readonly scope!: 'read' | 'write';
  @ApiProperty({ format: 'date-time' })
  readonly createdAt!: string;
  @ApiProperty({ format: 'date-time' })
  readonly expiresAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'To ten minutes. Null: never used' })
  readonly lastUsedAt!: string | null;
}

export class NewTokenResource extends TokenResource {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The secret, wm_…; shown this once. Null when a request with the same Idempotency-Key made it before',
  })
  readonly token!: string | null;
}

export class TokenListResource {
  @ApiProperty({ type: [TokenResource] })
  readonly items!: TokenResource[];
  @ApiProperty({ type: String, nullable: true })
  readonly next!: null;
}

export class NotificationResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ example: 'post-hidden' })
  readonly kind!: string;
  @ApiProperty({ description: 'A sentence, with the title of what it is about where you may read that now' })
  readonly title!: string;
  @ApiProperty({ type: String, nullable: true })
  readonly detail!: string | null;
  @ApiProperty({ description: 'The page that it is about; your inbox where you can no longer read that' })
  readonly url!: string;
  @ApiProperty({ format: 'date-time' })
  readonly createdAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly readAt!: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The discussion, where you may read it' })
  readonly threadId!: string | null;
  @ApiProperty({ type: 'integer', description: 'How many it stands for where they are grouped, at most 100; else 1' })
  readonly count!: number;
}

export class NotificationListResource {
  @ApiProperty({ type: [NotificationResource] })
  readonly items!: NotificationResource[];
  @ApiProperty({ type: String, nullable: true })
  readonly next!: string | null;
}

export const toSessionResource = (actor: Actor): SessionResource => ({
  personId: actor.personId,
  name: actor.name,
  role: actor.practitionerRole,
  platformRoles: [...actor.roles],
  signedInBy: actor.tokenId === null ? 'session' : 'token',
  mayWrite: actor.mayWrite,
  unread: actor.unread,
});

export const toMeResource = (person: PersonRow, email: string, seen: boolean, actor: Actor): MeResource => ({
  ...toPersonResource(person),
  email,
  platformRoles: [...actor.roles],
  unread: actor.unread,
  audiences: audienceCodes(person.audiences ?? {}),
  listedTo: person.listed ? 'network' : 'nobody',
  seen,
  version: person.version,
});

export const toNotificationResource = (notice: NotificationRow): NotificationResource => ({
  id: notice.id,
  kind: notice.kind,
  title: notice.title,
  detail: notice.detail,
  url: notice.url,
  createdAt: notice.createdAt.toISOString(),
  readAt: notice.readAt && notice.readAt.toISOString(),
  threadId: notice.threadId,
  count: notice.count,
});
