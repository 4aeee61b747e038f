import { Body, Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { CircleGuests } from '#libs/circles';
import { GuestAccountInput, originOf, type Reader } from '#libs/people';
import { emptyForm, type Form, parseForm, refusedForm } from '../forms.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { CurrentReader } from '../reader.guard.ts';
import { BrowserSession } from '../sign-in/browser-session.ts';
import { DeclineInvitationPage, GuestInvitationPage } from './guest-invitation.tsx';

/** For who has the link of a mail. Mail programs open every link: so opening it changes nothing. */
@Controller('invitations/:token')
export class GuestInvitationPageController {
  constructor(
    private readonly guests: CircleGuests,
    private readonly session: BrowserSession,
  ) {}

  @Get()
  async show(@CurrentReader() reader: Reader, @Param('token') token: string): Promise<Page> {
    return this.shown(reader, token, emptyForm, 200);
  }

  @Post()
  async accept(
    @CurrentReader() reader: Reader,
    @Param('token') token: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | SeeOther> {
    const parsed = parseForm(GuestAccountInput, body);
    if (!parsed.ok) return this.shown(reader, token, parsed.form, 422);
    try {
      const { circleId, personId } = await this.guests.accept(reader, token, parsed.input, originOf(request));
      if (personId !== reader.personId) await this.session.start(personId, request, reply);
      return new SeeOther(`/circles/${circleId}`, 'circle-joined');
    } catch (error) {
      const { values, problems } = refusedForm(body, error);
      // The page asks for no address: what is wrong with a sign-in is said at the password.
      const there = problems.map((problem) => ({
        ...problem,
        field: problem.field === 'email' ? 'password' : problem.field,
      }));
      return this.shown(reader, token, { values, problems: there }, 422);
    }
  }

  @Get('decline')
  decline(@Param('token') token: string): Page {
    return page(DeclineInvitationPage, { token, done: false });
  }

  /** Also in one click from a mail program (RFC 8058): it answers 200, whatever the token. */
  @Post('decline')
  @HttpCode(200)
  async declined(@Param('token') token: string): Promise<Page> {
    await this.guests.decline(token);
    return page(DeclineInvitationPage, { token, done: true });
  }

  private async shown(reader: Reader, token: string, form: Form, status: number): Promise<Page> {
    return page(GuestInvitationPage, { token, invitation: await this.guests.invitation(reader, token), form }, status);
  }
}
