import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import {
  CircleInput,
  CircleListInput,
  CircleMemberInput,
  CirclesQueries,
  CirclesService,
  CircleSuccession,
  type CircleDetail,
} from '#libs/circles';
import { type Actor, OpenToGuests } from '#libs/people';
import { Stale } from '#libs/platform/errors';
import { IdPipe } from '#libs/platform/http';
import { InvalidInput, parseInput } from '#libs/platform/inputs';
import { ThreadListInput, ThreadsQueries } from '#libs/threads';
import { emptyForm, type Form, onceOf, parseForm, refusedForm, typedFields, versionOf } from '../forms.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { CurrentActor } from '../reader.guard.ts';
import { CircleFormPage } from './circle-form.tsx';
import { circleBody, circleForm, circleInWords, type CircleNow } from './circle-forms.ts';
import { CircleOutsidePage } from './circle-outside.tsx';
import { AppointPage } from './circle-appoint.tsx';
import { CirclePage } from './circle.tsx';
import { CirclesPage } from './circles.tsx';

@Controller('circles')
export class CirclesPageController {
  constructor(
    private readonly circles: CirclesService,
    private readonly queries: CirclesQueries,
    private readonly threads: ThreadsQueries,
    private readonly succession: CircleSuccession,
  ) {}

  @OpenToGuests()
  @Get()
  async list(@CurrentActor() actor: Actor, @Query() query: Record<string, unknown>): Promise<Page> {
    const parsed = parseInput(CircleListInput, query);
    const input = parsed.ok ? parsed.input : new CircleListInput();
    const [own, { items, next }] = await Promise.all([this.queries.own(actor), this.queries.listed(actor, input)]);
    return page(CirclesPage, { own, listed: items, next, kind: input.kind });
  }

  @Get('new')
  form(@CurrentActor() _actor: Actor): Page {
    return page(CircleFormPage, { id: null, version: 1, form: emptyForm });
  }

  @Post()
  async create(@CurrentActor() actor: Actor, @Body() body: unknown): Promise<Page | SeeOther> {
    const parsed = parseForm(CircleInput, circleBody(body));
    if (!parsed.ok) return newAgain({ ...parsed.form, values: typedFields(body) });
    try {
      const { id } = await this.circles.create(actor, parsed.input, onceOf(actor, body, 'circle', parsed.input));
      return new SeeOther(`/circles/${id}/invite`, 'circle-made');
    } catch (error) {
      return newAgain(refusedForm(body, error));
    }
  }

  @OpenToGuests()
  @Get(':id')
  async show(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() query: Record<string, unknown>,
  ): Promise<Page> {
    const circle = await this.queries.circle(actor, id);
    if (!isInside(circle)) return page(CircleOutsidePage, { circle, form: emptyForm });
    const listed = parseInput(ThreadListInput, query);
    const { after, limit } = listed.ok ? listed.input : new ThreadListInput();
    const threads = await this.threads.recent(actor, { ...new ThreadListInput(), circle: id, after, limit });
    return page(CirclePage, { circle, threads: threads.items, next: threads.next });
  }

  @Get(':id/edit')
  async edit(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page> {
    const circle = await this.queries.circle(actor, id);
    return page(CircleFormPage, { id, version: circle.version, form: circleForm(circle) });
  }

  @Post(':id/edit')
  async save(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const version = versionOf(body) ?? 0;
    const parsed = parseForm(CircleInput, circleBody(body));
    if (!parsed.ok) {
      return page(CircleFormPage, { id, version, form: { ...parsed.form, values: typedFields(body) } }, 422);
    }
    try {
      await this.circles.edit(actor, id, parsed.input, version);
      return new SeeOther(`/circles/${id}`, 'circle-saved');
    } catch (error) {
      if (!(error instanceof Stale)) return page(CircleFormPage, { id, version, form: refusedForm(body, error) }, 422);
      const form = { values: typedFields(body), problems: [] };
      const theirs = circleInWords(error.current as unknown as CircleNow);
      return page(CircleFormPage, { id, version: error.version, form, theirs }, 409);
    }
  }

  /** For administrators, of an open circle that nobody looks after. */
  @Get(':id/appoint')
  async candidates(@CurrentActor(['administrator']) actor: Actor, @Param('id', IdPipe) id: string): Promise<Page> {
    const candidates = await this.succession.candidates(actor, id);
    return page(AppointPage, { circle: await this.queries.circle(actor, id), candidates });
  }

  @Post(':id/appoint/:personId')
  async appoint(
    @CurrentActor(['administrator']) actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('personId', IdPipe) personId: string,
  ): Promise<SeeOther> {
    await this.succession.appoint(actor, id, personId);
    return new SeeOther(`/circles/${id}`, 'circle-appointed');
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
    return new SeeOther(`/circles/${id}/members`, 'circle-member-kept');
  }

  @OpenToGuests()
  @Post(':id/members/:personId/remove')
  async remove(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('personId', IdPipe) personId: string,
  ): Promise<SeeOther> {
    await this.circles.removeMember(actor, id, personId);
    if (personId === actor.personId) return new SeeOther('/circles', 'circle-left');
    return new SeeOther(`/circles/${id}/members`, 'circle-member-removed');
  }
}

const newAgain = (form: Form): Page => page(CircleFormPage, { id: null, version: 1, form }, 422);

export const isInside = ({ standing }: Pick<CircleDetail, 'standing'>): boolean =>
  standing === 'member' || standing === 'facilitator';
