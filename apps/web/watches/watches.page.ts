import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { WatchesService } from '#libs/contracts';
import { type Actor } from '#libs/people';
import { NotFound } from '#libs/platform/errors';
import { IdPipe } from '#libs/platform/http';
import { parseInput } from '#libs/platform/inputs';
import { Watches, WatchesQueries, WatchInput, WatchSubjectInput } from '#libs/watches';
import { formOf, parseForm, refusedForm } from '../forms.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { CurrentActor } from '../reader.guard.ts';
import { subjectHref } from './addresses.ts';
import { WatchPage } from './watch.tsx';
import { WatchesPage } from './watches.tsx';

/** What somebody watches, what was found of it, and what they want to be told of one thing. */
@Controller('settings/watches')
export class WatchesPageController {
  constructor(
    private readonly watches: Watches,
    private readonly queries: WatchesQueries,
    private readonly peers: WatchesService,
  ) {}

  @Get()
  async list(@CurrentActor() actor: Actor): Promise<Page> {
    const [watches, peers] = await Promise.all([this.queries.list(actor), this.peers.list(actor)]);
    return page(WatchesPage, { watches, peers });
  }

  @Get('choose')
  async choose(@CurrentActor() actor: Actor, @Query() query: Record<string, unknown>): Promise<Page> {
    const { about, subject } = subjectOf(query);
    const of = await this.queries.subject(actor, about, subject);
    return page(WatchPage, { of, form: formOf({ triggers: of.triggers }) });
  }

  @Post('choose')
  async save(
    @CurrentActor() actor: Actor,
    @Query() query: Record<string, unknown>,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const { about, subject } = subjectOf(query);
    const again = async (form: ReturnType<typeof formOf>): Promise<Page> => {
      return page(WatchPage, { of: await this.queries.subject(actor, about, subject), form }, 422);
    };
    const parsed = parseForm(WatchInput, body);
    if (!parsed.ok) return again(parsed.form);
    try {
      const { triggers, ...of } = await this.watches.set(actor, about, subject, parsed.input.triggers);
      return new SeeOther(subjectHref(of), triggers.length === 0 ? 'watch-removed' : 'watch-saved');
    } catch (error) {
      return again(refusedForm(body, error));
    }
  }

  @Post(':id/stop')
  async stop(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<SeeOther> {
    await this.watches.stop(actor, id);
    return new SeeOther('/settings/watches', 'watch-removed');
  }
}

function subjectOf(query: Record<string, unknown>): WatchSubjectInput {
  const parsed = parseInput(WatchSubjectInput, query);
  if (!parsed.ok) throw new NotFound('watches.no-such-subject', 'thing to watch');
  return parsed.input;
}
