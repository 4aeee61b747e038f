import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { MembershipInput, NewDomainInput, VouchInput, Workplaces, WorkplacesQueries } from '#libs/organisations';
import { type Actor } from '#libs/people';
import { IdPipe } from '#libs/platform/http';
import { InvalidInput, parseInput } from '#libs/platform/inputs';
import { AddressLinkInput, Verification, WorkAddressInput } from '#libs/verification';
import { CurrentActor } from '../reader.guard.ts';
import {
  ColleagueListResource,
  DomainListResource,
  toWorkplaceResource,
  VerifiedResource,
  WorkplaceListResource,
} from './workplace.resource.ts';

@ApiTags('Organisations')
@Controller()
export class WorkplacesController {
  constructor(
    private readonly queries: WorkplacesQueries,
    private readonly workplaces: Workplaces,
    private readonly verification: Verification,
  ) {}

  @Get('me/workplaces')
  @ApiOperation({
    operationId: 'listMyWorkplaces',
    summary: 'Where you say that you work or worked, and who confirmed it',
  })
  @ApiOkResponse({ type: WorkplaceListResource })
  async mine(@CurrentActor() actor: Actor): Promise<WorkplaceListResource> {
    return { items: (await this.queries.own(actor)).map(toWorkplaceResource), next: null };
  }

  @Put('organisations/:id/membership')
  @ApiOperation({ operationId: 'setMyMembership', summary: 'Your first and last day there, and your job title' })
  @ApiOkResponse({ type: WorkplaceListResource })
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: MembershipInput,
  ): Promise<WorkplaceListResource> {
    await this.workplaces.change(actor, id, input);
    return this.mine(actor);
  }

  @Post('organisations/:id/membership/work-address')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'verifyWorkAddress',
    summary: 'Have a link mailed to your address there; opened and confirmed, it confirms that you work there',
  })
  @ApiNoContentResponse()
  ask(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Body() input: WorkAddressInput): Promise<void> {
    return this.verification.askByWorkAddress(actor, id, input);
  }

  @Post('me/verify-email')
  @HttpCode(204)
  @ApiOperation({ operationId: 'verifyEmail', summary: 'Have a link mailed to the address that you sign in with' })
  @ApiNoContentResponse()
  askOwn(@CurrentActor() actor: Actor): Promise<void> {
    return this.verification.askByAccount(actor);
  }

  @Post('verify-email')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'confirmEmail',
    summary: 'Confirm by the link that was mailed to you; once, within two days, by who asked for it',
  })
  @ApiOkResponse({ type: VerifiedResource })
  async confirm(@CurrentActor() actor: Actor, @Body() { token }: AddressLinkInput): Promise<VerifiedResource> {
    return { organisationId: await this.verification.confirm(actor, token) };
  }

  @Get('organisations/:id/colleagues')
  @ApiOperation({
    operationId: 'listColleagues',
    summary: 'Who says that they work there, those to be confirmed first; for who was confirmed there',
  })
  @ApiOkResponse({ type: ColleagueListResource })
  async colleagues(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<ColleagueListResource> {
    return { items: (await this.queries.colleagues(actor, id)).items, next: null };
  }

  @Post('organisations/:id/memberships/:personId/vouch')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'vouchForColleague',
    summary: 'Say that a colleague works there, or take it back; two who were confirmed otherwise confirm a third',
  })
  @ApiNoContentResponse()
  vouch(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('personId', IdPipe) personId: string,
    @Body() { vouches }: VouchInput,
  ): Promise<void> {
    return this.workplaces.vouch(actor, id, personId, vouches);
  }

  @Get('organisations/:id/domains')
  @ApiOperation({ operationId: 'listDomains', summary: 'The domains of its work addresses; for its editors' })
  @ApiOkResponse({ type: DomainListResource })
  async domains(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<DomainListResource> {
    return { items: (await this.queries.domains(actor, id)).domains, next: null };
  }

  @Put('organisations/:id/domains/:domain')
  @ApiOperation({ operationId: 'addDomain', summary: 'Let addresses of a domain confirm who works there; its editors' })
  @ApiOkResponse({ type: DomainListResource })
  async addDomain(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('domain') domain: string,
  ): Promise<DomainListResource> {
    await this.workplaces.addDomain(actor, id, inputOf(domain));
    return this.domains(actor, id);
  }

  @Delete('organisations/:id/domains/:domain')
  @HttpCode(204)
  @ApiOperation({ operationId: 'removeDomain', summary: 'Who was confirmed by it stays confirmed' })
  @ApiNoContentResponse()
  removeDomain(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('domain') domain: string,
  ): Promise<void> {
    return this.workplaces.removeDomain(actor, id, inputOf(domain).domain);
  }
}

/** As a body would be read. */
function inputOf(domain: string): NewDomainInput {
  const parsed = parseInput(NewDomainInput, { domain });
  if (!parsed.ok) throw new InvalidInput(parsed.problems);
  return parsed.input;
}
