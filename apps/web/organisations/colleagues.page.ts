import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { NewDomainInput, VouchInput, Workplaces, WorkplacesQueries } from '#libs/organisations';
import { type Actor } from '#libs/people';
import { IdPipe } from '#libs/platform/http';
import { InvalidInput } from '#libs/platform/inputs';
import { emptyForm, parseForm, refusedForm, type Form } from '../forms.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { CurrentActor } from '../reader.guard.ts';
import { ColleaguesPage } from './colleagues.tsx';
import { DomainsPage } from './domains.tsx';

/** Who works at an organisation, confirmed by those who do; and the domains of its addresses. */
@Controller('organisations')
export class ColleaguesPageController {
  constructor(
    private readonly queries: WorkplacesQueries,
    private readonly workplaces: Workplaces,
  ) {}

  @Get(':id/colleagues')
  async list(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page> {
    return page(ColleaguesPage, { id, ...(await this.queries.colleagues(actor, id)) });
  }

  @Post(':id/colleagues/:personId')
  async vouch(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('personId', IdPipe) personId: string,
    @Body() body: unknown,
  ): Promise<SeeOther> {
    const parsed = parseForm(VouchInput, body);
    if (!parsed.ok) throw new InvalidInput(parsed.form.problems);
    await this.workplaces.vouch(actor, id, personId, parsed.input.vouches);
    return new SeeOther(`/organisations/${id}/colleagues`, parsed.input.vouches ? 'colleague-vouched' : 'vouch-ended');
  }

  @Get(':id/domains')
  async domains(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page> {
    return page(DomainsPage, { id, ...(await this.queries.domains(actor, id)), form: emptyForm });
  }

  @Post(':id/domains')
  async addDomain(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const again = async (form: Form): Promise<Page> =>
      page(DomainsPage, { id, ...(await this.queries.domains(actor, id)), form }, 422);
    const parsed = parseForm(NewDomainInput, body);
    if (!parsed.ok) return again(parsed.form);
    try {
      await this.workplaces.addDomain(actor, id, parsed.input);
    } catch (error) {
      return again(refusedForm(body, error));
    }
    return new SeeOther(`/organisations/${id}/domains`, 'domain-added');
  }

  @Post(':id/domains/remove')
  async removeDomain(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<SeeOther> {
    const parsed = parseForm(NewDomainInput, body);
    if (!parsed.ok) throw new InvalidInput(parsed.form.problems);
    await this.workplaces.removeDomain(actor, id, parsed.input.domain);
    return new SeeOther(`/organisations/${id}/domains`, 'domain-removed');
  }
}
