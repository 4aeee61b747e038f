import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { type Actor, PeopleQueries } from '#libs/people';
import {
  PledgeInput,
  PledgeListInput,
  PledgesQueries,
  PledgesService,
  PledgeStateInput,
  type PledgeSubject,
} from '#libs/pledges';
import { Stale } from '#libs/platform/errors';
import { IdPipe } from '#libs/platform/http';
import { Choice, Id, parseInput } from '#libs/platform/inputs';
import { emptyForm, type Form, formOf, onceOf, parseForm, refusedForm, typedFields, versionOf } from '../forms.ts';
import { dayParts, withDay } from '../parts/day-fields.ts';
import { fromAddress } from '../parts/from-address.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { CurrentActor } from '../reader.guard.ts';
import { PledgeFormPage, PledgesOfPersonPage, PledgesPage } from './pledges.tsx';

/** What a new one is about, as the link to the form says. */
class AboutInput {
  @Choice({ label: 'About', of: ['thread', 'organisation'], optional: true })
  readonly about?: 'thread' | 'organisation';

  @Id({ label: 'aboutId', optional: true })
  readonly aboutId?: string;
}

/** As many as one can have to do. */
const ALL_OPEN = 100;

@Controller('settings/pledges')
export class PledgesPageController {
  constructor(
    private readonly queries: PledgesQueries,
    private readonly pledges: PledgesService,
  ) {}

  @Get()
  async list(@CurrentActor() actor: Actor, @Query() query: Record<string, unknown>): Promise<Page> {
    const { after } = fromAddress(PledgeListInput, query);
    const [open, ended] = await Promise.all([
      this.queries.own(actor, { state: 'open', limit: ALL_OPEN }),
      this.queries.own(actor, { state: 'ended', limit: 20, after }),
    ]);
    return page(PledgesPage, { open: open.items, ended: ended.items, next: ended.next });
  }

  @Get('new')
  async add(@CurrentActor() actor: Actor, @Query() query: Record<string, unknown>): Promise<Page> {
    const { about, aboutId } = fromAddress(AboutInput, query);
    const subject = about && aboutId ? await this.queries.subject(actor, about, aboutId) : null;
    const form = formOf(subject ? { about, aboutId, audience: 'me' } : { audience: 'me' });
    return page(PledgeFormPage, { id: null, version: 0, form, subject });
  }

  @Post()
  async make(@CurrentActor() actor: Actor, @Body() body: unknown): Promise<Page | SeeOther> {
    const sent = withDay(body, 'dueOn');
    const again = async (form: Form): Promise<Page> =>
      page(PledgeFormPage, { id: null, version: 0, form, subject: await this.subject(actor, sent) }, 422);
    const parsed = parseForm(PledgeInput, sent);
    if (!parsed.ok) return again(parsed.form);
    try {
      await this.pledges.make(actor, parsed.input, onceOf(actor, body, 'make-pledge', parsed.input));
      return new SeeOther('/settings/pledges', 'pledge-saved');
    } catch (error) {
      return again(refusedForm(sent, error));
    }
  }

  @Get(':id/edit')
  async edit(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page> {
    const { text, audience, dueOn, about: subject, version } = await this.queries.pledge(actor, id);
    const about = subject && { about: subject.kind === 'thread' ? 'thread' : 'organisation', aboutId: subject.id };
    const form = formOf({ text, audience, ...dayParts('dueOn', dueOn), ...about });
    return page(PledgeFormPage, { id, version, form, subject });
  }

  @Post(':id/edit')
  async save(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const sent = withDay(body, 'dueOn');
    const version = versionOf(body) ?? 1;
    const subject = (): Promise<PledgeSubject | null> => this.subject(actor, sent);
    const parsed = parseForm(PledgeInput, sent);
    if (!parsed.ok) {
      return page(PledgeFormPage, { id, version, form: parsed.form, subject: await subject() }, 422);
    }
    try {
      await this.pledges.edit(actor, id, parsed.input, version);
      return new SeeOther('/settings/pledges', 'pledge-saved');
    } catch (error) {
      if (!(error instanceof Stale)) {
        return page(PledgeFormPage, { id, version, form: refusedForm(sent, error), subject: await subject() }, 422);
      }
      const form = { ...emptyForm, values: typedFields(sent) };
      const now = await this.queries.pledge(actor, id);
      return page(PledgeFormPage, { id, version: error.version, form, subject: await subject(), now }, 409);
    }
  }

  @Post(':id/state')
  async setState(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<SeeOther> {
    const parsed = parseForm(PledgeStateInput, body);
    if (!parsed.ok) return new SeeOther('/settings/pledges');
    await this.pledges.setState(actor, id, parsed.input.state);
    return new SeeOther('/settings/pledges', `pledge-${parsed.input.state}`);
  }

  @Post(':id/remove')
  async remove(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<SeeOther> {
    await this.pledges.remove(actor, id);
    return new SeeOther('/settings/pledges', 'pledge-removed');
  }

  private async subject(actor: Actor, sent: Record<string, unknown>): Promise<PledgeSubject | null> {
    const parsed = parseInput(AboutInput, { about: sent['about'], aboutId: sent['aboutId'] });
    if (!parsed.ok || !parsed.input.about || !parsed.input.aboutId) return null;
    return this.queries.subject(actor, parsed.input.about, parsed.input.aboutId);
  }
}

@Controller('people/:id/pledges')
export class PledgesOfPersonController {
  constructor(
    private readonly queries: PledgesQueries,
    private readonly people: PeopleQueries,
  ) {}

  @Get()
  async show(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page> {
    const [person, pledges] = await Promise.all([this.people.person(actor, id), this.queries.ofPerson(actor, id)]);
    return page(PledgesOfPersonPage, { person, pledges, own: actor.personId === id });
  }
}
