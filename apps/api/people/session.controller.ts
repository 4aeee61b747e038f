import { Body, Controller, Delete, Get, HttpCode, Post, Put, Req, Res, UseGuards } from '@nestjs/common';
import {
  ApiBody,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import {
  AccountsService,
  type Actor,
  ChangePasswordInput,
  OpenToGuests,
  originOf,
  sessionCookie,
  SessionsQueries,
  SignInInput,
} from '#libs/people';
import { Config } from '#libs/platform/config';
import { NotFound, SignInNeeded } from '#libs/platform/errors';
import { CurrentActor } from '../reader.guard.ts';
import { SessionResource, toSessionResource } from './me.resource.ts';
import { CheckedPerson, PasswordGuard } from './password.guard.ts';

@ApiTags('People')
@OpenToGuests()
@Controller('session')
export class SessionController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly sessions: SessionsQueries,
    private readonly config: Config,
  ) {}

  /** The session that the browser came with ends: no token outlives a sign-in. */
  @Post()
  @UseGuards(PasswordGuard)
  @ApiOperation({ operationId: 'signIn', summary: 'Sign in; sets the session cookie' })
  @ApiBody({ type: SignInInput })
  @ApiCreatedResponse({ type: SessionResource })
  async signIn(
    @CheckedPerson() { personId }: { personId: string },
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionResource> {
    const { sessionCookie: name } = this.config;
    const token = await this.accounts.startSession(personId, originOf(request), request.cookies[name]);
    const actor = await this.sessions.actorOfSession(token);
    if (!actor) throw new SignInNeeded(); // Suspended within the last millisecond.
    void reply.setCookie(name, token, sessionCookie(this.config)).header('location', '/api/v1/session');
    return toSessionResource(actor);
  }

  @Get()
  @ApiOperation({ operationId: 'whoAmI', summary: 'Who is signed in; 401 where nobody is' })
  @ApiOkResponse({ type: SessionResource })
  show(@CurrentActor() actor: Actor): SessionResource {
    return toSessionResource(actor);
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({ operationId: 'signOut', summary: 'Sign out; a token is revoked at /me/tokens instead' })
  @ApiNoContentResponse()
  async signOut(@CurrentActor() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    if (actor.sessionId === null) throw new NotFound('people.session-not-found', 'session');
    await this.accounts.endSession(actor, actor.sessionId);
    void reply.clearCookie(this.config.sessionCookie, sessionCookie(this.config));
  }
}

/** Apart from the profile: it ends sessions, and the browser that asked gets a new one. */
@ApiTags('Me')
@OpenToGuests()
@Controller('me/password')
export class PasswordController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly config: Config,
  ) {}

  @Put()
  @HttpCode(204)
  @ApiOperation({
    operationId: 'changePassword',
    summary: 'Change your password; your other sessions end, access tokens stay',
  })
  @ApiNoContentResponse()
  async change(
    @CurrentActor() actor: Actor,
    @Body() input: ChangePasswordInput,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.accounts.changePassword(actor, input);
    if (actor.sessionId === null) return;
    const { sessionCookie: name } = this.config;
    const token = await this.accounts.startSession(actor.personId, originOf(request), request.cookies[name]);
    void reply.setCookie(name, token, sessionCookie(this.config));
  }
}
