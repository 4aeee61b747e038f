import { Body, Controller, Delete, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import {
  AccountsService,
  type Actor,
  NewTokenInput,
  OpenToGuests,
  sessionCookie,
  SessionsQueries,
  TokensService,
} from '#libs/people';
import { Config } from '#libs/platform/config';
import { onceFor } from '#libs/platform/database';
import { IdPipe } from '#libs/platform/http';
import { IdempotencyKey } from '../headers.ts';
import { CurrentActor } from '../reader.guard.ts';
import { MySessionListResource, NewTokenResource, TokenListResource } from './me.resource.ts';

/** The ways in that one has open, and how to close them. */
@ApiTags('Me')
@OpenToGuests()
@Controller('me')
export class SignInsController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly tokens: TokensService,
    private readonly queries: SessionsQueries,
    private readonly config: Config,
  ) {}

  @Get('sessions')
  @ApiOperation({ operationId: 'listSessions', summary: 'Where you are signed in, latest used first' })
  @ApiOkResponse({ type: MySessionListResource })
  async sessions(@CurrentActor() actor: Actor): Promise<MySessionListResource> {
    const items = await this.queries.list(actor);
    return {
      items: items.map(({ id, device, createdAt, lastSeenAt }) => ({
        id,
        device,
        current: id === actor.sessionId,
        createdAt: createdAt.toISOString(),
        lastSeenAt: lastSeenAt.toISOString(),
      })),
      next: null,
    };
  }

  @Delete('sessions')
  @HttpCode(204)
  @ApiOperation({ operationId: 'endOtherSessions', summary: 'Sign out everywhere but here' })
  @ApiNoContentResponse()
  async endOthers(@CurrentActor() actor: Actor): Promise<void> {
    await this.accounts.endOtherSessions(actor);
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'endSession', summary: 'Sign out one session, at once' })
  @ApiNoContentResponse()
  async end(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.accounts.endSession(actor, id);
    if (id === actor.sessionId) void reply.clearCookie(this.config.sessionCookie, sessionCookie(this.config));
  }

  @Get('tokens')
  @ApiOperation({ operationId: 'listTokens', summary: 'Your tokens that work, newest first; never their secrets' })
  @ApiOkResponse({ type: TokenListResource })
  async list(@CurrentActor() actor: Actor): Promise<TokenListResource> {
    const items = await this.queries.tokens(actor);
    return {
      items: items.map(({ id, name, scope, createdAt, expiresAt, lastUsedAt }) => ({
        id,
        name,
        scope,
        createdAt: createdAt.toISOString(),
        expiresAt: expiresAt.toISOString(),
        lastUsedAt: lastUsedAt && lastUsedAt.toISOString(),
      })),
      next: null,
    };
  }

  @Post('tokens')
  @ApiOperation({ operationId: 'createToken', summary: 'Make a token; its secret is shown this once' })
  @ApiCreatedResponse({ type: NewTokenResource })
  async create(
    @CurrentActor() actor: Actor,
    @Body() input: NewTokenInput,
    @IdempotencyKey() key: string | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<NewTokenResource> {
    const once = onceFor(actor.personId, key, 'create-token', input);
    const { id, name, scope, createdAt, expiresAt, secret } = await this.tokens.create(actor, input, once);
    void reply.header('location', `/api/v1/me/tokens/${id}`).header('cache-control', 'no-store');
    return {
      id,
      name,
      scope,
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
      lastUsedAt: null,
      token: secret,
    };
  }

  @Delete('tokens/:id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'revokeToken', summary: 'Revoke a token and those made with it, at once' })
  @ApiNoContentResponse()
  async revoke(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<void> {
    await this.tokens.revoke(actor, id);
  }
}
