import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import {
  EditOrganisationInput,
  JoinInput,
  NewOrganisationInput,
  OrganisationListInput,
  OrganisationsQueries,
  OrganisationsService,
  VerifyInput,
} from '#libs/organisations';
import { type Actor, type Reader } from '#libs/people';
import { onceFor } from '#libs/platform/database';
import { IdPipe } from '#libs/platform/http';
import { IdempotencyKey, IfMatch } from '../headers.ts';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';
import {
  MembershipListResource,
  MembershipStateResource,
  OrganisationListResource,
  OrganisationResource,
  toMembershipResource,
  toOrganisationListItemResource,
  toOrganisationResource,
} from './organisation.resource.ts';

@ApiTags('Organisations')
@Controller('organisations')
export class OrganisationsController {
  constructor(
    private readonly organisations: OrganisationsService,
    private readonly queries: OrganisationsQueries,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listOrganisations', summary: 'Organisations of all kinds, by name' })
  @ApiOkResponse({ type: OrganisationListResource })
  async list(
    @CurrentReader() reader: Reader,
    @Query() input: OrganisationListInput,
  ): Promise<OrganisationListResource> {
    const { items, next } = await this.queries.list(reader, input);
    return { items: items.map(toOrganisationListItemResource), next };
  }

  @Post()
  @ApiOperation({
    operationId: 'createOrganisation',
    summary: 'Add an organisation that is neither council nor spin-out; data stewards only',
  })
  @ApiCreatedResponse({ type: OrganisationResource })
  async create(
    @CurrentActor() actor: Actor,
    @Body() input: NewOrganisationInput,
    @IdempotencyKey() key: string | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OrganisationResource> {
    const { id } = await this.organisations.create(
      actor,
      input,
      onceFor(actor.personId, key, 'create-organisation', input),
    );
    void reply.header('location', `/api/v1/organisations/${id}`);
    return this.show(actor, id, reply);
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getOrganisation', summary: 'One organisation of any kind' })
  @ApiOkResponse({ type: OrganisationResource })
  async show(
    @CurrentReader() reader: Reader,
    @Param('id', IdPipe) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OrganisationResource> {
    const organisation = toOrganisationResource(await this.queries.page(reader, id));
    void reply.header('etag', `"v${organisation.version}"`);
    return organisation;
  }

  @Patch(':id')
  @ApiOperation({
    operationId: 'editOrganisation',
    summary:
      'Change what is named, an empty text takes it away; If-Match takes the ETag. Editors and data stewards only',
  })
  @ApiOkResponse({ type: OrganisationResource })
  async edit(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: EditOrganisationInput,
    @IfMatch() version: number | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OrganisationResource> {
    await this.organisations.edit(actor, id, input, version);
    return this.show(actor, id, reply);
  }

  @Post(':id/join')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'joinOrganisation',
    summary: 'Say that you work there; a data steward verifies it later',
  })
  @ApiOkResponse({ type: MembershipStateResource })
  async join(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: JoinInput,
  ): Promise<MembershipStateResource> {
    const { verified } = await this.organisations.join(actor, id, input);
    return { organisationId: id, member: true, verified };
  }

  @Post(':id/leave')
  @HttpCode(200)
  @ApiOperation({ operationId: 'leaveOrganisation', summary: 'Say that you no longer work there' })
  @ApiOkResponse({ type: MembershipStateResource })
  async leave(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<MembershipStateResource> {
    await this.organisations.leave(actor, id);
    return { organisationId: id, member: false, verified: false };
  }

  @Get(':id/memberships')
  @ApiOperation({
    operationId: 'listMemberships',
    summary: 'Who says that they work there, those to be verified first; data stewards only',
  })
  @ApiOkResponse({ type: MembershipListResource })
  async memberships(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<MembershipListResource> {
    return { items: (await this.queries.memberships(actor, id)).map(toMembershipResource), next: null };
  }

  @Post(':id/memberships/:personId/verify')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'verifyMembership',
    summary: 'Say that a membership is true, or that it is not; data stewards only, and not their own',
  })
  @ApiOkResponse({ type: MembershipStateResource })
  async verify(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('personId', IdPipe) personId: string,
    @Body() { verified }: VerifyInput,
  ): Promise<MembershipStateResource> {
    await this.organisations.verify(actor, id, personId, verified);
    return { organisationId: id, member: true, verified };
  }
}
