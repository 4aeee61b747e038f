import { Body, Controller, Get, HttpCode, Patch, Post, Put, Query, Res } from '@nestjs/common';
import { ApiBody, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags, PartialType } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { MarkReadInput, Notifications, NotificationsListInput, NotificationsQueries } from '#libs/notifications';
import {
  type Actor,
  audienceCodes,
  OpenToGuests,
  PeopleQueries,
  type PersonRow,
  PresenceChoice,
  PresenceInput,
  ProfileInput,
  ProfilesService,
} from '#libs/people';
import { FollowsInput, ParticipationQueries } from '#libs/threads';
import { changed } from '../changes.ts';
import { IfMatch } from '../headers.ts';
import { CurrentActor } from '../reader.guard.ts';
import { ThreadListResource, toThreadListItemResource } from '../threads/thread.resource.ts';
import { MeResource, NotificationListResource, toMeResource, toNotificationResource } from './me.resource.ts';

/** Describes the body alone; it is read by ProfileInput, over what the profile holds now. */
class ProfileChanges extends PartialType(ProfileInput) {}

@ApiTags('Me')
@OpenToGuests()
@Controller('me')
export class MeController {
  constructor(
    private readonly people: PeopleQueries,
    private readonly profiles: ProfilesService,
    private readonly notifications: Notifications,
    private readonly notices: NotificationsQueries,
    private readonly participation: ParticipationQueries,
    private readonly presence: PresenceChoice,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'getMe', summary: 'Your own profile and address' })
  @ApiOkResponse({ type: MeResource })
  async show(@CurrentActor() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<MeResource> {
    const [person, email, seen] = await Promise.all([
      this.people.person(actor, actor.personId),
      this.people.ownEmail(actor),
      this.presence.isSeen(actor),
    ]);
    void reply.header('etag', `"v${person.version}"`);
    return toMeResource(person, email, seen, actor);
  }

  /** Without If-Match it is still an edit of what was read here: a change between the two is refused, not overwritten. */
  @Patch()
  @ApiOperation({
    operationId: 'editMe',
    summary: 'Change your profile: what is absent stays, what is null is emptied; If-Match takes the ETag',
  })
  @ApiBody({ type: ProfileChanges })
  @ApiOkResponse({ type: MeResource })
  async edit(
    @CurrentActor() actor: Actor,
    @Body() body: unknown,
    @IfMatch() version: number | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MeResource> {
    const current = await this.people.person(actor, actor.personId);
    const input = changed(ProfileInput, profileOf(current), body);
    await this.profiles.update(actor, input, version ?? current.version);
    return this.show(actor, reply);
  }

  @Put('presence')
  @ApiOperation({ operationId: 'setPresence', summary: 'Whether others see that you are reading or typing' })
  @ApiOkResponse({ type: MeResource })
  async choosePresence(
    @CurrentActor() actor: Actor,
    @Body() input: PresenceInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MeResource> {
    await this.presence.choose(actor, input);
    return this.show(actor, reply);
  }

  @Get('follows')
  @ApiOperation({ operationId: 'listFollows', summary: 'The threads that you follow, latest followed first' })
  @ApiOkResponse({ type: ThreadListResource })
  async follows(@CurrentActor() actor: Actor, @Query() input: FollowsInput): Promise<ThreadListResource> {
    const { items, next } = await this.participation.followed(actor, input);
    return { items: items.map(toThreadListItemResource), next };
  }

  @Get('notifications')
  @ApiOperation({ operationId: 'listNotifications', summary: 'What you were told, newest first' })
  @ApiOkResponse({ type: NotificationListResource })
  async list(@CurrentActor() actor: Actor, @Query() input: NotificationsListInput): Promise<NotificationListResource> {
    const { items, next } = await this.notices.list(actor, input);
    return { items: items.map(toNotificationResource), next };
  }

  @Post('notifications/read')
  @HttpCode(204)
  @ApiOperation({ operationId: 'markNotificationsRead', summary: 'Mark as read: all, or up to one that you have seen' })
  @ApiNoContentResponse()
  async read(@CurrentActor() actor: Actor, @Body() { upTo }: MarkReadInput): Promise<void> {
    await this.notifications.markRead(actor, upTo ?? null);
  }
}

const profileOf = ({
  name,
  practitionerRole,
  jobTitle,
  bio,
  ...person
}: PersonRow): Record<keyof ProfileInput, unknown> => ({
  name,
  practitionerRole,
  jobTitle,
  bio,
  serviceAreas: person.serviceAreas,
  stagesLived: person.stagesLived,
  topicsOffered: person.topicsOffered,
  topicsWanted: person.topicsWanted,
  languages: person.languages,
  availability: person.availability,
  helpsAWeek: person.helpsAWeek,
  interests: person.interests,
  noInterests: false,
  audiences: audienceCodes(person.audiences ?? {}),
  listedTo: person.listed ? 'network' : 'nobody',
});
