import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { JoinInput, OrganisationListInput, OrganisationsQueries, OrganisationsService } from '#libs/organisations';
import { type Actor, type Reader } from '#libs/people';
import { IdPipe } from '#libs/platform/http';
import { InvalidInput, parseInput } from '#libs/platform/inputs';
import { parseForm } from '../forms.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';
import { organisationPath } from './addresses.ts';
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
    return page(OrganisationPage, { organisation });
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
}
