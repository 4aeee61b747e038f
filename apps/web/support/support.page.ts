import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { organisationsPolicy } from '#libs/organisations';
import { type Actor, isSignedIn, type Reader } from '#libs/people';
import { Stale } from '#libs/platform/errors';
import { IdPipe } from '#libs/platform/http';
import { parseInput } from '#libs/platform/inputs';
import { EditProgrammeInput, NewProgrammeInput, SupportListInput, SupportQueries, SupportService } from '#libs/support';
import { emptyForm, type Form, formOf, onceOf, parseForm, refusedForm, versionOf } from '../forms.ts';
import { dayParts, withDay } from '../parts/day-fields.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';
import { ProgrammeFormPage, SupportPage } from './support.tsx';

@Controller('support')
export class SupportPageController {
  constructor(
    private readonly queries: SupportQueries,
    private readonly support: SupportService,
  ) {}

  @Get()
  async show(@CurrentReader() reader: Reader, @Query() query: Record<string, unknown>): Promise<Page> {
    const filled = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));
    const parsed = parseInput(SupportListInput, filled);
    const chosen = parsed.ok ? parsed.input : new SupportListInput();
    const directory = await this.queries.directory(reader, chosen);
    const canKeep = organisationsPolicy.canSteward(reader);
    return page(SupportPage, { ...directory, chosen, canKeep, signedIn: isSignedIn(reader) });
  }

  @Get('programmes/new')
  add(@CurrentActor(['data_steward', 'administrator']) _actor: Actor): Page {
    return page(ProgrammeFormPage, { id: null, version: 0, form: emptyForm });
  }

  @Post('programmes')
  async create(
    @CurrentActor(['data_steward', 'administrator']) actor: Actor,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const sent = dated(body);
    const parsed = parseForm(NewProgrammeInput, sent);
    if (!parsed.ok) return newAgain(parsed.form);
    try {
      await this.support.add(actor, parsed.input, onceOf(actor, body, 'add-programme', parsed.input));
      return new SeeOther('/support', 'programme-saved');
    } catch (error) {
      return newAgain(refusedForm(sent, error));
    }
  }

  @Get('programmes/:id/edit')
  async edit(
    @CurrentActor(['data_steward', 'administrator']) actor: Actor,
    @Param('id', IdPipe) id: string,
  ): Promise<Page> {
    const row = await this.queries.programme(actor, id);
    const { name, provider, summary, nation, topics, url, source, opensOn, closesOn, version } = row;
    const form = formOf({
      name,
      provider,
      summary,
      nation,
      topics,
      url,
      source,
      ...dayParts('opensOn', opensOn),
      ...dayParts('closesOn', closesOn),
    });
    return page(ProgrammeFormPage, { id, version, form });
  }

  @Post('programmes/:id/edit')
  async save(
    @CurrentActor(['data_steward', 'administrator']) actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const sent = dated(body);
    const version = versionOf(body) ?? 1;
    const again = (form: Form, status = 422, now = version): Page =>
      page(ProgrammeFormPage, { id, version: now, form, stale: status === 409 }, status);
    const parsed = parseForm(EditProgrammeInput, sent);
    if (!parsed.ok) return again(parsed.form);
    try {
      await this.support.edit(actor, id, parsed.input, version);
      return new SeeOther('/support', 'programme-saved');
    } catch (error) {
      if (error instanceof Stale) return again(formOf(sent as Record<string, string>), 409, error.version);
      return again(refusedForm(sent, error));
    }
  }
}

const newAgain = (form: Form): Page => page(ProgrammeFormPage, { id: null, version: 0, form }, 422);

const dated = (body: unknown): Record<string, unknown> => withDay(withDay(body, 'opensOn'), 'closesOn');
