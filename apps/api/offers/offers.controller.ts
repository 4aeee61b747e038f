import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { OffersQueries, OffersService, RoleOfferInput, RoleOfferListInput } from '#libs/offers';
import { type Actor, type Reader } from '#libs/people';
import { onceFor } from '#libs/platform/database';
import { IdPipe } from '#libs/platform/http';
import { IdempotencyKey, IfMatch } from '../headers.ts';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';
import {
  RoleOfferListResource,
  RoleOfferResource,
  toOfferFacetsResource,
  toRoleOfferResource,
} from './offer.resource.ts';

@ApiTags('Role offers and needs')
@Controller('role-offers')
export class OffersController {
  constructor(
    private readonly queries: OffersQueries,
    private readonly offers: OffersService,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listRoleOffers', summary: 'Roles that members offer or need, the newest first' })
  @ApiOkResponse({ type: RoleOfferListResource })
  async list(@CurrentReader() reader: Reader, @Query() input: RoleOfferListInput): Promise<RoleOfferListResource> {
    const [{ items, next }, { total, facets }] = await Promise.all([
      this.queries.list(reader, input),
      this.queries.counts(reader, input),
    ]);
    return { items: items.map(toRoleOfferResource), next, total, facets: toOfferFacetsResource(facets) };
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getRoleOffer', summary: 'One offer or need' })
  @ApiOkResponse({ type: RoleOfferResource })
  async show(
    @CurrentReader() reader: Reader,
    @Param('id', IdPipe) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RoleOfferResource> {
    const offer = toRoleOfferResource(await this.queries.offer(reader, id));
    void reply.header('etag', `"v${offer.version}"`);
    return offer;
  }

  @Post()
  @ApiOperation({ operationId: 'makeRoleOffer', summary: 'Offer a role, or say that you need somebody for one' })
  @ApiCreatedResponse({ type: RoleOfferResource })
  async make(
    @CurrentActor() actor: Actor,
    @Body() input: RoleOfferInput,
    @IdempotencyKey() key: string | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RoleOfferResource> {
    const { id } = await this.offers.make(actor, input, onceFor(actor.personId, key, 'make-role-offer', input));
    return this.show(actor, id, reply);
  }

  @Put(':id')
  @ApiOperation({ operationId: 'editRoleOffer', summary: 'Replace your offer or need. If-Match its ETag' })
  @ApiOkResponse({ type: RoleOfferResource })
  async edit(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: RoleOfferInput,
    @IfMatch() version: number | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RoleOfferResource> {
    await this.offers.edit(actor, id, input, version);
    return this.show(actor, id, reply);
  }

  @Post(':id/close')
  @HttpCode(200)
  @ApiOperation({ operationId: 'closeRoleOffer', summary: 'Other members no longer see it' })
  @ApiOkResponse({ type: RoleOfferResource })
  async close(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RoleOfferResource> {
    await this.offers.close(actor, id);
    return this.show(actor, id, reply);
  }

  @Post(':id/renew')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'renewRoleOffer',
    summary: 'For 12 months from now, also when it has ended; what it declares holds as of today',
  })
  @ApiOkResponse({ type: RoleOfferResource })
  async renew(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RoleOfferResource> {
    await this.offers.renew(actor, id);
    return this.show(actor, id, reply);
  }
}
