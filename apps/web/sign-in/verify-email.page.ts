import { Controller, Get, Param, Post } from '@nestjs/common';
import { type Actor, MailTokens } from '#libs/people';
import { Verification } from '#libs/verification';
import { refusedForm } from '../forms.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { CurrentActor } from '../reader.guard.ts';
import { VerifyEmailPage } from './verify-email.tsx';

/** Where a link leads that was mailed to an address. Who is signed out signs in first, as who asked for it. */
@Controller('verify-email')
export class VerifyEmailPageController {
  constructor(
    private readonly tokens: MailTokens,
    private readonly verification: Verification,
  ) {}

  /** Changes nothing: programs that look at links for viruses open it too. */
  @Get(':token')
  async ask(@CurrentActor() actor: Actor, @Param('token') token: string): Promise<Page> {
    const link = await this.tokens.link(actor, token);
    return page(VerifyEmailPage, { token, link, problems: [] });
  }

  @Post(':token')
  async confirm(@CurrentActor() actor: Actor, @Param('token') token: string): Promise<Page | SeeOther> {
    const link = await this.tokens.link(actor, token);
    try {
      const organisationId = await this.verification.confirm(actor, token);
      return new SeeOther(organisationId === null ? '/settings' : '/settings/workplaces', 'address-confirmed');
    } catch (error) {
      const { problems } = refusedForm({}, error);
      return page(VerifyEmailPage, { token, link, problems }, 422);
    }
  }
}
