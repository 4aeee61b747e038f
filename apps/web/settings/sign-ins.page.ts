import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { AccountsService, type Actor, NewTokenInput, OpenToGuests, SessionsQueries, TokensService } from '#libs/people';
import { IdPipe } from '#libs/platform/http';
import { emptyForm, onceOf, parseForm, refusedForm } from '../forms.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { CurrentActor } from '../reader.guard.ts';
import { BrowserSession } from '../sign-in/browser-session.ts';
import { NewTokenPage } from './new-token.tsx';
import { SessionsPage } from './sessions.tsx';
import { TokensPage } from './tokens.tsx';

/** The ways in that one has open, and how to close them. */
@OpenToGuests()
@Controller('settings')
export class SignInsPageController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly tokens: TokensService,
    private readonly queries: SessionsQueries,
    private readonly session: BrowserSession,
  ) {}

  @Get('sessions')
  async sessions(@CurrentActor() actor: Actor): Promise<Page> {
    return page(SessionsPage, { sessions: await this.queries.list(actor), current: actor.sessionId });
  }

  @Post('sessions/end-others')
  async endOthers(@CurrentActor() actor: Actor): Promise<SeeOther> {
    await this.accounts.endOtherSessions(actor);
    return new SeeOther('/settings/sessions', 'sessions-ended');
  }

  @Post('sessions/:id/end')
  async end(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SeeOther> {
    await this.accounts.endSession(actor, id);
    if (id !== actor.sessionId) return new SeeOther('/settings/sessions', 'session-ended');
    this.session.forget(reply);
    return new SeeOther('/', 'signed-out');
  }

  @Get('tokens')
  async list(@CurrentActor() actor: Actor): Promise<Page> {
    return page(TokensPage, { tokens: await this.queries.tokens(actor), form: emptyForm });
  }

  /** The one form that is answered by a page, not sent on: the secret is kept nowhere that another page could show it. */
  @Post('tokens')
  async create(@CurrentActor() actor: Actor, @Body() body: unknown): Promise<Page> {
    const parsed = parseForm(NewTokenInput, body);
    if (!parsed.ok) return page(TokensPage, { tokens: await this.queries.tokens(actor), form: parsed.form }, 422);
    try {
      const once = onceOf(actor, body, 'create-token', parsed.input);
      return page(NewTokenPage, await this.tokens.create(actor, parsed.input, once));
    } catch (error) {
      const form = refusedForm(body, error);
      return page(TokensPage, { tokens: await this.queries.tokens(actor), form }, 422);
    }
  }

  @Post('tokens/:id/revoke')
  async revoke(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<SeeOther> {
    await this.tokens.revoke(actor, id);
    return new SeeOther('/settings/tokens', 'token-revoked');
  }
}
