import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { MailTokens, originOf } from '#libs/people';
import { NewPasswordInput, PasswordResetInput, PasswordResets } from '#libs/verification';
import { emptyForm, parseForm, refusedForm } from '../forms.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { ForgottenPage, LinkSentPage, NewPasswordPage, ResetEndedPage } from './reset-password.tsx';

/** For who forgot their password. */
@Controller('reset-password')
export class ResetPasswordPageController {
  constructor(
    private readonly tokens: MailTokens,
    private readonly resets: PasswordResets,
  ) {}

  @Get()
  show(): Page {
    return page(ForgottenPage, { form: emptyForm });
  }

  /** The same answer whether the address has an account or not. */
  @Post()
  async ask(@Body() body: unknown, @Req() request: FastifyRequest): Promise<Page> {
    const parsed = parseForm(PasswordResetInput, body);
    if (!parsed.ok) return page(ForgottenPage, { form: parsed.form }, 422);
    try {
      await this.resets.ask(parsed.input, originOf(request));
    } catch (error) {
      return page(ForgottenPage, { form: refusedForm(body, error) }, 422);
    }
    return page(LinkSentPage, { email: parsed.input.email });
  }

  /** Changes nothing: programs that look at links for viruses open it too. */
  @Get(':token')
  async choose(@Param('token') token: string): Promise<Page> {
    if (!(await this.tokens.resets(token))) return page(ResetEndedPage, {}, 404);
    return page(NewPasswordPage, { token, form: emptyForm });
  }

  @Post(':token')
  async reset(@Param('token') token: string, @Body() body: unknown): Promise<Page | SeeOther> {
    const parsed = parseForm(NewPasswordInput, body);
    if (!parsed.ok) {
      if (!(await this.tokens.resets(token))) return page(ResetEndedPage, {}, 404);
      return page(NewPasswordPage, { token, form: parsed.form }, 422);
    }
    if (!(await this.resets.reset(token, parsed.input))) return page(ResetEndedPage, {}, 404);
    return new SeeOther('/sign-in', 'password-reset');
  }
}
