import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { type Actor, isSignedIn, type Reader } from '#libs/people';
import { IdPipe } from '#libs/platform/http';
import { parseInput } from '#libs/platform/inputs';
import { ObjectionsQueries, TacticListInput, TacticsQueries, TacticsService, TriedInput } from '#libs/tactics';
import { type Form, formOf, parseForm } from '../forms.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';
import { ObjectionPageView } from './objection.tsx';
import { ObjectionsPage } from './objections.tsx';
import { TacticPageView } from './tactic.tsx';
import { TacticsPage } from './tactics.tsx';

@Controller()
export class TacticsPageController {
  constructor(
    private readonly tactics: TacticsService,
    private readonly tacticsQueries: TacticsQueries,
    private readonly objectionsQueries: ObjectionsQueries,
  ) {}

  @Get('tactics')
  async list(@CurrentReader() reader: Reader, @Query() query: Record<string, unknown>): Promise<Page> {
    const chosen = chosenIn(query);
    return page(TacticsPage, { ...(await this.tacticsQueries.list(reader, chosen)), chosen });
  }

  @Get('tactics/:id')
  show(@CurrentReader() reader: Reader, @Param('id', IdPipe) id: string): Promise<Page> {
    return this.tactic(reader, id, null);
  }

  @Post('tactics/:id/tried')
  async tried(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const parsed = parseForm(TriedInput, body);
    if (!parsed.ok) return this.tactic(actor, id, parsed.form);
    await this.tactics.tried(actor, id, parsed.input);
    return new SeeOther(`/tactics/${id}`, 'tactic-tried');
  }

  @Get('objections')
  async objections(@CurrentReader() reader: Reader, @Query() query: Record<string, unknown>): Promise<Page> {
    const chosen = chosenIn(query);
    return page(ObjectionsPage, { ...(await this.objectionsQueries.list(reader, chosen)), chosen });
  }

  @Get('objections/:id')
  async objection(@CurrentReader() reader: Reader, @Param('id', IdPipe) id: string): Promise<Page> {
    return page(ObjectionPageView, { objection: await this.objectionsQueries.objection(reader, id) });
  }

  /** `typed`: a form that was not in order, shown again. */
  private async tactic(reader: Reader, id: string, typed: Form | null): Promise<Page> {
    const tactic = await this.tacticsQueries.tactic(reader, id);
    const form = typed ?? formOf({ result: tactic.mine?.result, context: tactic.mine?.context });
    return page(TacticPageView, { tactic, form, signedIn: isSignedIn(reader) }, typed ? 422 : 200);
  }
}

function chosenIn(query: Record<string, unknown>): TacticListInput {
  const parsed = parseInput(TacticListInput, query);
  return parsed.ok ? parsed.input : new TacticListInput();
}
