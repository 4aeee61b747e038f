import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { NoticeChoices } from '#libs/notifications';
import { TakesParts } from '#libs/platform/http';
import { page, type Page } from '../page.ts';
import { StopMailPage } from './stop-mail.tsx';

/** Ends mails of a kind. The address is its own proof: who has the mail need not sign in. */
@Controller('mail/stop')
export class StopMailPageController {
  constructor(private readonly choices: NoticeChoices) {}

  /** Changes nothing: programs that look at links for viruses open it too. */
  @Get(':token')
  ask(@Param('token') token: string): Page {
    const { kind } = this.choices.stopped(token);
    return page(StopMailPage, { token, kind, done: null });
  }

  /**
   * By the button of the page, or by a mail program in one step (RFC 8058), which follows no redirect: so it is answered
   * with the page itself. Sent again it changes nothing more.
   */
  @Post(':token')
  @TakesParts()
  async stop(@Param('token') token: string, @Body() body: unknown): Promise<Page> {
    const { kind } = this.choices.stopped(token);
    const all = (body as Record<string, unknown> | null)?.['all'] === 'yes';
    await this.choices.stop(token, all);
    return page(StopMailPage, { token, kind, done: all ? ('all' as const) : ('kind' as const) });
  }
}
