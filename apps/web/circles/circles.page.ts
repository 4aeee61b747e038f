import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CircleInput, CircleListInput, CircleMemberInput, CirclesQueries, CirclesService } from '#libs/circles';
import { type Actor, NamedInput, PeopleQueries } from '#libs/people';
import { Stale } from '#libs/platform/errors';
import { IdPipe } from '#libs/platform/http';
import { InvalidInput, parseInput } from '#libs/platform/inputs';
import { ThreadListInput, ThreadsQueries } from '#libs/threads';
import { emptyForm, formOf, onceOf, parseForm, refusedForm, versionOf } from '../forms.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { CurrentActor } from '../reader.guard.ts';
import { CircleFormPage, CirclePage } from './circle.tsx';
import { CirclesPage } from './circles.tsx';

@Controller('circles')
export class CirclesPageController {
  constructor(
    private readonly circles: CirclesService,
    private readonly queries: CirclesQueries,
    private readonly threads: ThreadsQueries,
    private readonly people: PeopleQueries,
  ) {}

  @Get()
  async list(@CurrentActor() actor: Actor, @Query() query: Record<string, unknown>): Promise<Page> {
    const parsed = parseInput(CircleListInput, query);
    return page(CirclesPage, await this.queries.mine(actor, parsed.ok ? parsed.input : new CircleListInput()));
  }

  @Get('new')
  form(@CurrentActor() _actor: Actor): Page {
    return page(CircleFormPage, { id: null, version: 1, form: emptyForm });
  }

  @Post()
  async create(@CurrentActor() actor: Actor, @Body() body: unknown): Promise<Page | SeeOther> {
    const parsed = parseForm(CircleInput, body);
    if (!parsed.ok) return page(CircleFormPage, { id: null, version: 1, form: parsed.form }, 422);
    try {
      const { id } = await this.circles.create(actor, parsed.input, onceOf(actor, body, 'circle', parsed.input));
      return new SeeOther(`/circles/${id}`, 'circle-made');
    } catch (error) {
      return page(CircleFormPage, { id: null, version: 1, form: refusedForm(body, error) }, 422);
    }
  }

  /** With `q`, also whom a facilitator may add by that name. */
  @Get(':id')
  async show(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() query: Record<string, unknown>,
  ): Promise<Page> {
    const listed = parseInput(ThreadListInput, query);
    const { after, limit } = listed.ok ? listed.input : new ThreadListInput();
    const circle = await this.queries.circle(actor, id);
    const asked = parseInput(NamedInput, query);
    const { found } =
      asked.ok && circle.facilitates
        ? await this.people.toChoose(actor, { chosen: [], typed: asked.input.q })
        : { found: null };
    const threads = await this.threads.recent(actor, { ...new ThreadListInput(), circle: id, after, limit });
    return page(CirclePage, {
      circle,
      threads: threads.items,
      next: threads.next,
      me: actor.personId,
      found: found && { q: asked.ok ? asked.input.q : '', people: found },
    });
  }

  @Get(':id/edit')
  async edit(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page> {
    const { name, purpose, version } = await this.queries.circle(actor, id);
    return page(CircleFormPage, { id, version, form: formOf({ name, purpose }) });
  }

  @Post(':id/edit')
  async save(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const version = versionOf(body) ?? 0;
    const parsed = parseForm(CircleInput, body);
    if (!parsed.ok) return page(CircleFormPage, { id, version, form: parsed.form }, 422);
    try {
      await this.circles.edit(actor, id, parsed.input, version);
      return new SeeOther(`/circles/${id}`, 'circle-saved');
    } catch (error) {
      if (!(error instanceof Stale)) throw error;
      const theirs = error.current as { name: string; purpose: string | null };
      return page(CircleFormPage, { id, version: error.version, form: formOf({ ...parsed.input }), theirs }, 409);
    }
  }

  @Post(':id/members/:personId')
  async keep(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('personId', IdPipe) personId: string,
    @Body() body: unknown,
  ): Promise<SeeOther> {
    const parsed = parseForm(CircleMemberInput, body);
    if (!parsed.ok) throw new InvalidInput(parsed.form.problems);
    await this.circles.keepMember(actor, id, personId, parsed.input);
    return new SeeOther(`/circles/${id}#members`, 'circle-member-kept');
  }

  @Post(':id/members/:personId/remove')
  async remove(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('personId', IdPipe) personId: string,
  ): Promise<SeeOther> {
    await this.circles.removeMember(actor, id, personId);
    if (personId === actor.personId) return new SeeOther('/circles', 'circle-left');
    return new SeeOther(`/circles/${id}#members`, 'circle-member-removed');
  }
}
