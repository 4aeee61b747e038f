import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { type MailState, MAIL_STATES, MailsInput, MailsQueries, UnreachableAddresses } from '#libs/notifications';
import { type Actor } from '#libs/people';
import { IdPipe } from '#libs/platform/http';
import { parseInput } from '#libs/platform/inputs';
import { page, type Page, SeeOther } from '../page.ts';
import { CurrentActor } from '../reader.guard.ts';
import { MailsPage } from './mails.tsx';

/** What became of mails, for administrators: never what stands in them. */
@Controller('moderation/mail')
export class MailsPageController {
  constructor(
    private readonly mails: MailsQueries,
    private readonly unreachable: UnreachableAddresses,
  ) {}

  @Get()
  async list(@CurrentActor(['administrator']) actor: Actor, @Query() query: Record<string, unknown>): Promise<Page> {
    const parsed = parseInput(MailsInput, query);
    const input = parsed.ok ? parsed.input : new MailsInput();
    const [{ items, next }, counts, unreachable] = await Promise.all([
      this.mails.list(actor, input),
      this.mails.counts(actor),
      this.unreachable.count(actor),
    ]);
    return page(MailsPage, { items, next, counts, unreachable, state: input.state ?? null });
  }

  @Post(':id/retry')
  async retry(
    @CurrentActor(['administrator']) actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<SeeOther> {
    await this.mails.retry(actor, id);
    const from = (body as { state?: unknown } | null)?.state;
    const state: MailState | undefined = MAIL_STATES.find((one) => one === from);
    return new SeeOther(`/moderation/mail${state === undefined ? '' : `?state=${state}`}`, 'mail-retried');
  }
}
