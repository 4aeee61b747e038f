import { Body, Controller, Delete, Get, Header, HttpCode, Param, Post, Put, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { AssuranceInput, AssuranceLinkInput, AssuranceQueries, AssuranceService } from '#libs/assurance';
import { type Actor, type Reader } from '#libs/people';
import { onceFor } from '#libs/platform/database';
import { IdPipe } from '#libs/platform/http';
import { IdempotencyKey, IfMatch } from '../headers.ts';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';
import {
  AssurancePackResource,
  NewAssuranceLinkResource,
  SharedPackResource,
  toAssurancePackResource,
  toNewAssuranceLinkResource,
  toSharedPackResource,
} from './assurance.resource.ts';

@ApiTags('Assurance packs')
@Controller('spin-outs/:id/assurance')
export class AssuranceController {
  constructor(
    private readonly queries: AssuranceQueries,
    private readonly service: AssuranceService,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'getAssurancePack', summary: 'The pack of a spin-out; its members and editors' })
  @ApiOkResponse({ type: AssurancePackResource })
  async show(
    @CurrentReader() reader: Reader,
    @Param('id', IdPipe) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AssurancePackResource> {
    const pack = toAssurancePackResource(await this.queries.own(reader, id));
    void reply.header('etag', `"v${pack.version}"`);
    return pack;
  }

  @Put()
  @ApiOperation({ operationId: 'saveAssurancePack', summary: 'Write the whole pack; its editors. If-Match its ETag' })
  @ApiOkResponse({ type: AssurancePackResource })
  async save(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: AssuranceInput,
    @IfMatch() version: number | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AssurancePackResource> {
    await this.service.save(actor, id, input, version);
    return this.show(actor, id, reply);
  }

  @Post('links')
  @ApiOperation({ operationId: 'shareAssurancePack', summary: 'Make a link that opens the pack; its editors' })
  @ApiCreatedResponse({ type: NewAssuranceLinkResource })
  async share(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: AssuranceLinkInput,
    @IdempotencyKey() key: string | null,
  ): Promise<NewAssuranceLinkResource> {
    const once = onceFor(actor.personId, key, 'share-assurance', id, input);
    return toNewAssuranceLinkResource(await this.service.share(actor, id, input, once));
  }

  @Delete('links/:linkId')
  @HttpCode(204)
  @ApiOperation({ operationId: 'withdrawAssuranceLink', summary: 'Withdraw a link; its editors' })
  @ApiNoContentResponse()
  withdraw(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('linkId', IdPipe) linkId: string,
  ): Promise<void> {
    return this.service.withdraw(actor, id, linkId);
  }
}

@ApiTags('Assurance packs')
@Controller('assurance')
export class SharedPackController {
  constructor(private readonly queries: AssuranceQueries) {}

  @Get(':token')
  @Header('x-robots-tag', 'noindex, nofollow, noarchive')
  @ApiOperation({ operationId: 'readSharedAssurancePack', summary: 'A pack by its link; no account is needed' })
  @ApiOkResponse({ type: SharedPackResource })
  async show(@Param('token') token: string): Promise<SharedPackResource> {
    return toSharedPackResource(await this.queries.shared(token));
  }
}
