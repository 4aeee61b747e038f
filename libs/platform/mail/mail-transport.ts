import { Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { type SendMailOptions, type Transporter } from 'nodemailer';
import { Config } from '#libs/platform/config';
import { type Letter } from './letter.ts';
import { meaningOf } from './mail-errors.ts';
import { keepMail } from './mail-folder.ts';
import { SignedAddresses } from './signed-addresses.ts';

/** A server that says nothing for so long is taken as away. */
const PATIENCE = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000, dnsTimeout: 10_000 };
const SUBJECT_MAX = 150;

/** To the server of SMTP_URL, or as files in DATA_DIR/mail where it is unset. */
@Injectable()
export class MailTransport implements OnApplicationShutdown {
  private server: Promise<Transporter> | undefined;

  constructor(private readonly config: Config) {}

  /**
   * Returns when the server has taken it. Throws MailRefused where it never will, MailServerAway where it takes none,
   * and any other error where this one may be tried again: then it is not known whether it was taken.
   */
  async send(letter: Letter): Promise<void> {
    const message = messageOf(letter, this.config);
    const { SMTP_URL, DATA_DIR } = this.config;
    if (SMTP_URL === undefined) return keepMail(DATA_DIR, letter, await asFile(message));
    const server = await (this.server ??= connectionsTo(SMTP_URL));
    try {
      await server.sendMail(message);
    } catch (error) {
      throw meaningOf(error);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    (await this.server)?.close();
  }
}

@Module({ providers: [MailTransport, SignedAddresses], exports: [MailTransport, SignedAddresses] })
export class MailModule {}

/** The library is loaded with the first mail: most processes send none. */
const library = () => import('nodemailer');

/** A few connections are kept open, so that a thousand mails are not a thousand handshakes. */
async function connectionsTo(url: string): Promise<Transporter> {
  const { createTransport } = await library();
  return createTransport({ ...PATIENCE, url, pool: true, maxConnections: 4, maxMessages: 100 });
}

async function asFile(message: SendMailOptions): Promise<Buffer> {
  const { createTransport } = await library();
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return (await composer.sendMail(message)).message as Buffer;
}

function messageOf(letter: Letter, { MAIL_FROM }: Config): SendMailOptions {
  const { messageId, to, references, unsubscribe, replyTo, returnTo, isAnswer } = letter;
  return {
    from: MAIL_FROM,
    // As parts, never as one text: so no name can add an address.
    to: { name: oneLine(to.name), address: to.address },
    ...(replyTo === null ? {} : { replyTo }),
    ...(returnTo === null ? {} : { envelope: { from: returnTo, to: to.address } }),
    subject: cut(oneLine(letter.subject)),
    text: letter.text,
    html: letter.html,
    messageId: `<${messageId}>`,
    ...(references === null ? {} : { inReplyTo: `<${references}>`, references: `<${references}>` }),
    headers: {
      // Nobody's absence is told to us (RFC 3834; the second is Outlook's).
      'Auto-Submitted': isAnswer ? 'auto-replied' : 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      ...(unsubscribe === null
        ? {}
        : { 'List-Unsubscribe': `<${unsubscribe}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** What would end a header, or turn its letters around, is a space. */
export const oneLine = (text: string): string =>
  text.replace(/[\s\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();

const cut = (text: string): string => {
  const letters = [...text];
  return letters.length <= SUBJECT_MAX
    ? text
    : `${letters
        .slice(0, SUBJECT_MAX - 1)
        .join('')
        .trimEnd()}…`;
};
