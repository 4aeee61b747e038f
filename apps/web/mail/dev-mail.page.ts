import { Controller, Get, Param, Res } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { Config } from '#libs/platform/config';
import { NotFound } from '#libs/platform/errors';
import { type KeptMail, keptMail, keptMails } from '#libs/platform/mail';
import { Download, page, type Page } from '../page.ts';
import { DevMailPage, DevMailsPage } from './dev-mail.tsx';

const MailNotFound = (): NotFound => new NotFound('mail.not-found', 'mail');

/** The mails that a development machine kept in place of sending them. In production there is no such page. */
@Controller('dev/mail')
export class DevMailPageController {
  constructor(private readonly config: Config) {}

  @Get()
  async list(): Promise<Page> {
    this.mustBeDevelopment();
    return page(DevMailsPage, { mails: await keptMails(this.config.DATA_DIR) });
  }

  @Get(':name')
  async show(@Param('name') name: string): Promise<Page> {
    return page(DevMailPage, await this.mail(name));
  }

  /** As a mail program would draw it, and with no more rights than there. */
  @Get(':name/html')
  async html(@Param('name') name: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Download> {
    const { letter } = await this.mail(name);
    void reply.header(
      'content-security-policy',
      `default-src 'none';style-src 'unsafe-inline';sandbox allow-top-navigation`,
    );
    return new Download(letter.html, 'text/html; charset=utf-8');
  }

  private async mail(name: string): Promise<KeptMail> {
    this.mustBeDevelopment();
    const mail = await keptMail(this.config.DATA_DIR, name);
    if (mail === null) throw MailNotFound();
    return mail;
  }

  private mustBeDevelopment(): void {
    if (this.config.production || this.config.SMTP_URL !== undefined) throw MailNotFound();
  }
}
