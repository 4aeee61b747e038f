import { Body, Controller, Get, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { DEMO_SIGN_INS } from '#libs/demo';
import { AccountsService, isSignedIn, PeopleQueries, type Reader } from '#libs/people';
import { Config } from '#libs/platform/config';
import { emptyForm, type Form, refusedForm, typedFields } from '../forms.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { CurrentReader } from '../reader.guard.ts';
import { BrowserSession } from './browser-session.ts';
import { unpacked } from './carried.ts';
import { CarryOnPage, SignInAgainPage } from './carry-on.tsx';
import { localPath } from './local-path.ts';
import { type Checked, CheckedPerson, PasswordGuard } from './password.guard.ts';
import { type DemoPerson, SignInPage } from './sign-in.tsx';
import { SignOutPage } from './sign-out.tsx';

const NOT_THEIRS = [{ field: 'email', message: 'Sign in as the person who wrote this, or go on without it' }];

@Controller()
export class SignInPageController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly people: PeopleQueries,
    private readonly session: BrowserSession,
    private readonly config: Config,
  ) {}

  @Get('sign-in')
  async show(@CurrentReader() reader: Reader, @Query('next') next: unknown): Promise<Page | SeeOther> {
    if (isSignedIn(reader)) return new SeeOther(localPath(next));
    return this.form(emptyForm, next);
  }

  @Post('sign-in')
  @UseGuards(PasswordGuard)
  async signIn(
    @CheckedPerson() checked: Checked,
    @Body() body: Record<string, unknown> | null,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | SeeOther> {
    const next = body?.['next'];
    const carried = unpacked(body?.['carried']);
    if ('refusal' in checked) {
      const form = refusedForm(body, checked.refusal);
      return carried ? page(SignInAgainPage, { carried, form }, 422) : this.form(form, next);
    }
    if (carried?.by && carried.by !== checked.personId) {
      return page(SignInAgainPage, { carried, form: { values: typedFields(body), problems: NOT_THEIRS } }, 422);
    }
    await this.session.start(checked.personId, request, reply);
    return carried ? page(CarryOnPage, { carried }) : new SeeOther(localPath(next));
  }

  /** A link that somebody else made must not sign a person out: it only asks. */
  @Get('sign-out')
  ask(@CurrentReader() reader: Reader): Page {
    return page(SignOutPage, { signedIn: isSignedIn(reader) });
  }

  @Post('sign-out')
  async signOut(@CurrentReader() reader: Reader, @Res({ passthrough: true }) reply: FastifyReply): Promise<SeeOther> {
    if (isSignedIn(reader) && reader.sessionId) await this.accounts.endSession(reader, reader.sessionId);
    this.session.forget(reply);
    return new SeeOther('/', 'signed-out');
  }

  private async form(form: Form, next: unknown): Promise<Page> {
    const view = { form, next: localPath(next), demo: await this.demoPeople() };
    return page(SignInPage, view, form.problems.length > 0 ? 422 : 200);
  }

  /** Nobody, where the demo network was not loaded; never in production. */
  private async demoPeople(): Promise<DemoPerson[]> {
    if (this.config.production || !this.config.DEMO) return [];
    const there = await this.people.demoSignIns(DEMO_SIGN_INS.map(({ email }) => email));
    return DEMO_SIGN_INS.filter(({ email }) => there.has(email));
  }
}
