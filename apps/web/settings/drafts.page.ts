import { Body, Controller, Get, Post } from '@nestjs/common';
import { type Actor, OpenToGuests } from '#libs/people';
import { DraftsQueries, DraftsService } from '#libs/threads';
import { page, type Page, SeeOther } from '../page.ts';
import { CurrentActor } from '../reader.guard.ts';
import { DraftsPage } from './drafts.tsx';

@OpenToGuests()
@Controller('settings/drafts')
export class DraftsPageController {
  constructor(
    private readonly drafts: DraftsService,
    private readonly queries: DraftsQueries,
  ) {}

  @Get()
  async list(@CurrentActor() actor: Actor): Promise<Page> {
    return page(DraftsPage, { drafts: await this.queries.list(actor) });
  }

  /** Only the text that was shown: what was written on since stays. */
  @Post('delete')
  async forget(
    @CurrentActor() actor: Actor,
    @Body() body: { place?: unknown; version?: unknown } | null,
  ): Promise<SeeOther> {
    await this.drafts.forget(actor, String(body?.place), Number(body?.version) || 0);
    return new SeeOther('/settings/drafts', 'draft-deleted');
  }
}
