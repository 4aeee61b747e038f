import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import {
  EditOrganisationInput,
  JoinInput,
  OrganisationListInput,
  type OrganisationPage as Organisation,
  OrganisationNotFound,
  organisationsPolicy,
  OrganisationsQueries,
  OrganisationsService,
} from '#libs/organisations';
import { type Actor, type Reader } from '#libs/people';
import { NotAllowed, Stale } from '#libs/platform/errors';
import { IdPipe } from '#libs/platform/http';
import { InvalidInput, parseInput } from '#libs/platform/inputs';
import { type Form, formOf, parseForm, refusedForm, versionOf } from '../forms.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';
import { organisationPath } from './addresses.ts';
import { EditOrganisationPage } from './organisation-form.tsx';
import { OrganisationPage, OrganisationsPage } from './organisations.tsx';

@Controller('organisations')
export class OrganisationsPageController {
  constructor(
    private readonly organisations: OrganisationsService,
    private readonly queries: OrganisationsQueries,
  ) {}

  @Get()
  async list(@CurrentReader() reader: Reader, @Query() query: Record<string, unknown>): Promise<Page> {
    const parsed = parseInput(OrganisationListInput, query);
    const chosen = parsed.ok ? parsed.input : new OrganisationListInput();
    return page(OrganisationsPage, { ...(await this.queries.list(reader, chosen)), chosen });
  }

  /** A council and a spin-out have pages of their own. */
  @Get(':id')
  async show(@CurrentReader() reader: Reader, @Param('id', IdPipe) id: string): Promise<Page | SeeOther> {
    const organisation = await this.queries.page(reader, id);
    if (organisation.kind === 'council' || organisation.kind === 'spin_out') {
      return new SeeOther(organisationPath(organisation));
    }
    return page(OrganisationPage, { organisation, canEdit: organisationsPolicy.canEdit(reader, id) });
  }

  @Get(':id/edit')
  async edit(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page> {
    const organisation = await this.editable(actor, id);
    const { name, payerKind, nation, summary, website, version } = organisation;
    return page(EditOrganisationPage, {
      organisation,
      version,
      form: formOf({ name, payerKind, nation, summary, website }),
    });
  }

  @Post(':id/edit')
  async save(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const organisation = await this.editable(actor, id);
    const version = versionOf(body) ?? organisation.version;
    const again = (form: Form): Page => page(EditOrganisationPage, { organisation, version, form }, 422);
    // Not parseForm(): what was emptied has to arrive as empty, or it would stay as it was.
    const parsed = parseInput(EditOrganisationInput, fieldsOf(body));
    if (!parsed.ok) return again(refusedForm(body, new InvalidInput(parsed.problems)));
    try {
      await this.organisations.edit(actor, id, parsed.input, version);
      return new SeeOther(`/organisations/${id}`, 'organisation-saved');
    } catch (error) {
      if (!(error instanceof Stale)) return again(refusedForm(body, error));
      const theirs = await this.queries.page(actor, id);
      const form = formOf(body as Record<string, string>);
      return page(EditOrganisationPage, { organisation, version: error.version, form, theirs }, 409);
    }
  }

  @Post(':id/join')
  async join(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: unknown): Promise<SeeOther> {
    const parsed = parseForm(JoinInput, body);
    if (!parsed.ok) throw new InvalidInput(parsed.form.problems);
    await this.organisations.join(actor, id, parsed.input);
    return new SeeOther(organisationPath(await this.queries.page(actor, id)), 'organisation-joined');
  }

  @Post(':id/leave')
  async leave(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<SeeOther> {
    await this.organisations.leave(actor, id);
    return new SeeOther(organisationPath(await this.queries.page(actor, id)), 'organisation-left');
  }

  /** A council's facts are the register's, and a spin-out has a form of its own. */
  private async editable(actor: Actor, id: string): Promise<Organisation> {
    const organisation = await this.queries.page(actor, id);
    if (organisation.kind === 'council' || organisation.kind === 'spin_out') throw OrganisationNotFound();
    if (!organisationsPolicy.canEdit(actor, id)) {
      throw new NotAllowed('Only the editors of this organisation and data stewards can change it.');
    }
    return organisation;
  }
}

const fieldsOf = (body: unknown): Record<string, unknown> =>
  Object.fromEntries(Object.entries(body ?? {}).filter(([name]) => !name.startsWith('_')));
