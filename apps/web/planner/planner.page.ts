import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CapacityFilterInput, CapacityQueries, CapacityService, OwnCapacityInput } from '#libs/capacity';
import { type Actor, isSignedIn, type Reader } from '#libs/people';
import { IdPipe } from '#libs/platform/http';
import { parseInput } from '#libs/platform/inputs';
import { emptyForm, type Form, parseForm, refusedForm } from '../forms.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';
import { PlannerPage } from './planner.tsx';

@Controller('planner')
export class PlannerPageController {
  constructor(
    private readonly queries: CapacityQueries,
    private readonly capacity: CapacityService,
  ) {}

  @Get()
  show(@CurrentReader() reader: Reader, @Query() query: Record<string, unknown>): Promise<Page> {
    const parsed = parseInput(CapacityFilterInput, withoutEmpty(query));
    return this.planner(reader, parsed.ok ? parsed.input : new CapacityFilterInput());
  }

  @Post()
  async keep(@CurrentActor() actor: Actor, @Body() body: unknown): Promise<Page | SeeOther> {
    const parsed = parseForm(OwnCapacityInput, body);
    if (!parsed.ok) return this.planner(actor, new CapacityFilterInput(), parsed.form);
    try {
      await this.capacity.keep(actor, parsed.input);
      return new SeeOther('/planner#own', 'capacity-kept');
    } catch (error) {
      return this.planner(actor, new CapacityFilterInput(), refusedForm(body, error));
    }
  }

  @Post('entries/:id/remove')
  async remove(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<SeeOther> {
    await this.capacity.remove(actor, id);
    return new SeeOther('/planner#own', 'capacity-removed');
  }

  private async planner(reader: Reader, chosen: CapacityFilterInput, form: Form = emptyForm): Promise<Page> {
    const [reported, own] = await Promise.all([
      this.queries.reported(reader, chosen),
      isSignedIn(reader) ? this.queries.own(reader) : [],
    ]);
    const view = { reported, own, chosen, form, signedIn: isSignedIn(reader) };
    return page(PlannerPage, view, form.problems.length > 0 ? 422 : 200);
  }
}

/** A filter left open arrives empty. */
const withoutEmpty = (query: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));
