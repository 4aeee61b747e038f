import { Body, Controller, Get, Headers, Param, Post, Query } from '@nestjs/common';
import { MarkReadInput, Notifications, NotificationsListInput, NotificationsQueries } from '#libs/notifications';
import { type Actor, OpenToGuests } from '#libs/people';
import { FollowsService } from '#libs/threads';
import { IdPipe } from '#libs/platform/http';
import { parseInput } from '#libs/platform/inputs';
import { page, type Page, SeeOther } from '../page.ts';
import { CurrentActor } from '../reader.guard.ts';
import { localPath } from '../sign-in/local-path.ts';
import { NotificationsPage } from './notifications.tsx';

@OpenToGuests()
@Controller('notifications')
export class NotificationsPageController {
  constructor(
    private readonly notifications: Notifications,
    private readonly queries: NotificationsQueries,
    private readonly follows: FollowsService,
  ) {}

  @Get()
  async list(@CurrentActor() actor: Actor, @Query() query: Record<string, unknown>): Promise<Page> {
    const parsed = parseInput(NotificationsListInput, query);
    const input = parsed.ok ? parsed.input : new NotificationsListInput();
    const { items, next } = await this.queries.list(actor, { ...input, grouped: true });
    return page(NotificationsPage, { items, next, unread: actor.unread, unreadOnly: input.unread });
  }

  /** Up to the newest that the page showed: what came while it was open stays new. */
  @Post('read')
  async markRead(@CurrentActor() actor: Actor, @Body() body: unknown): Promise<SeeOther> {
    const parsed = parseInput(MarkReadInput, body);
    await this.notifications.markRead(actor, (parsed.ok && parsed.input.upTo) || null);
    return new SeeOther('/notifications', 'notifications-read');
  }

  /** One, with what was told before of the same discussion. */
  @Post(':id/read')
  async readOne(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<SeeOther> {
    await this.notifications.open(actor, id);
    return new SeeOther(listOf(body), 'notification-read');
  }

  /** Nothing more is told of the discussion that it is about. */
  @Post(':id/mute')
  async mute(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: unknown): Promise<SeeOther> {
    const threadId = await this.queries.threadOf(actor, id);
    await this.follows.setLevel(actor, threadId, 'muted');
    await this.notifications.open(actor, id);
    return new SeeOther(listOf(body), 'thread-muted');
  }

  /**
   * Marks it read and goes where it leads. A link, not a button: it works without JavaScript, in a new tab and by
   * keyboard like any other, and reading one's own notice twice changes nothing more. A browser that only fetches
   * ahead has not read anything.
   */
  @Get(':id/open')
  async open(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Headers('sec-purpose') purpose: string | undefined,
  ): Promise<SeeOther> {
    if (purpose?.startsWith('prefetch')) return new SeeOther('/notifications');
    return new SeeOther(localPath(await this.notifications.open(actor, id), '/notifications'));
  }
}

/** The list that they came from. */
const listOf = (body: unknown): string =>
  (body as { unread?: unknown } | null)?.unread === 'yes' ? '/notifications?unread=yes' : '/notifications';
