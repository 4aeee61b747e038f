import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { AccountsService, isGuest, isSignedIn, originOf, type Reader, SignUpInput } from '#libs/people';
import { emptyForm, parseForm, refusedForm } from '../forms.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { CurrentReader } from '../reader.guard.ts';
import { BrowserSession } from './browser-session.ts';
import { localPath } from './local-path.ts';
import { SignUpPage } from './sign-up.tsx';

@Controller('sign-up')
export class SignUpPageController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly session: BrowserSession,
  ) {}

  @Get()
  show(@CurrentReader() reader: Reader, @Query('next') next: unknown): Page | SeeOther {
    if (isSignedIn(reader) && !isGuest(reader)) return new SeeOther(localPath(next));
    return page(SignUpPage, { form: emptyForm, next: localPath(next) });
  }

  @Post()
  async signUp(
    @Body() body: Record<string, unknown> | null,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | SeeOther> {
    const next = localPath(body?.['next']);
    const parsed = parseForm(SignUpInput, body);
    if (!parsed.ok) return page(SignUpPage, { form: parsed.form, next }, 422);
    try {
      const { personId } = await this.accounts.signUp(parsed.input, originOf(request));
      await this.session.start(personId, request, reply);
    } catch (error) {
      return page(SignUpPage, { form: refusedForm(body, error), next }, 422);
    }
    return new SeeOther(next === '/' ? '/settings/profile' : next, 'signed-up');
  }
}
