import { type AddressInfo, type Socket } from 'node:net';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { type SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { UnreachableAddresses } from '#libs/notifications';
import { Config } from '#libs/platform/config';
import { DatabaseUnavailable } from '#libs/platform/database';
import { CannotStart } from '#libs/platform/errors';
import { log } from '#libs/platform/logging';
import { readMail, type ReceivedMail, type SignedAddress, SignedAddresses } from '#libs/platform/mail';
import { AtOnce, TooMany } from '#libs/platform/rate-limits';
import { MailNotTaken, RepliesByMail } from '#libs/reply-by-mail';
import { OUR_SENTENCES } from './letter.view.ts';

/** Of one mail, in bytes: what most mail servers take, and more than they let through. */
const MAIL_MAX = 30_000_000;
/** Of all that are on their way in this process, since each is held until it is posted. */
const HELD_MAX = 90_000_000;
const CONNECTIONS = { ofOne: 20, inAll: 40 };
const SILENCE_MS = 60_000;
/** However slowly it goes on. */
const CONNECTION_MS = 600_000;
/** Whoever tries so many addresses that we never made is guessing. */
const GUESSES_MAX = 10;

type Done = (error?: Error | null) => void;

/** What the server that brings a mail is told: 4 that it is to come again, 5 that it is not. */
const answer = (responseCode: number, text: string): Error => Object.assign(new Error(text), { responseCode });

const NO_SUCH_ADDRESS = answer(550, 'There is no such address here');
const BUSY = answer(451, 'Too busy, come again later');

/**
 * Takes mail for the addresses of REPLY_DOMAIN by SMTP. A mail is answered with 250 only when all that follows from it is in
 * the database: until then the server that brings it keeps it.
 */
@Injectable()
export class MailListener implements BeforeApplicationShutdown {
  private server: SMTPServer | undefined;
  private held = 0;
  private readonly connections = new AtOnce(CONNECTIONS);
  private readonly ends = new Map<string, () => void>();
  private readonly guesses = new WeakMap<SMTPServerSession, number>();

  constructor(
    private readonly config: Config,
    private readonly addresses: SignedAddresses,
    private readonly replies: RepliesByMail,
    private readonly unreachable: UnreachableAddresses,
  ) {}

  /** Returns the port; null where INBOUND_SMTP_PORT is unset. The library is loaded only where mail is taken. */
  async listen(): Promise<number | null> {
    const { INBOUND_SMTP_PORT: port, inboundHost, REPLY_DOMAIN } = this.config;
    if (port === undefined) return null;
    const { SMTPServer: Server } = await import('smtp-server');
    const server = new Server({
      name: REPLY_DOMAIN,
      banner: 'Waymark',
      size: MAIL_MAX,
      rejectOversized: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      socketTimeout: SILENCE_MS,
      closeTimeout: 5_000,
      onConnect: (session, done) => this.connected(session, done),
      onClose: ({ id }) => this.closed(id),
      onRcptTo: ({ address }, session, done) => done(this.recipient(address, session)),
      onData: (stream, session, done) => this.take(stream, session, done),
    });
    server.server.on('connection', cutOffAfter(CONNECTION_MS));
    await new Promise<void>((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) => reject(cannotListen(error, port, inboundHost)));
      server.listen(port, inboundHost, () => resolve());
    });
    server.removeAllListeners('error').on('error', (error) => log.warn({ msg: 'a connection of mail', error }));
    this.server = server;
    return (server.server.address() as AddressInfo).port;
  }

  /** Mails on their way are taken first. */
  async beforeApplicationShutdown(): Promise<void> {
    const { server } = this;
    if (server) await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  private connected({ id, remoteAddress }: SMTPServerSession, done: Done): void {
    const end = this.connections.begin(remoteAddress);
    if (!end) return done(answer(421, 'Too many connections, come again later'));
    this.ends.set(id, end);
    done();
  }

  private closed(id: string): void {
    this.ends.get(id)?.();
    this.ends.delete(id);
  }

  /** Null: mail for it is taken. */
  private recipient(address: string, session: SMTPServerSession): Error | null {
    const guesses = this.guesses.get(session) ?? 0;
    if (guesses >= GUESSES_MAX) return answer(421, 'Too many wrong addresses');
    if (!this.addresses.read(address)) {
      this.guesses.set(session, guesses + 1);
      return NO_SUCH_ADDRESS;
    }
    // One answer is of one mail: what is sent to several of them comes again for each.
    return session.envelope.rcptTo.length > 0 ? answer(452, 'One recipient at a time') : null;
  }

  private take(stream: SMTPServerDataStream, session: SMTPServerSession, done: Done): void {
    const chunks: Buffer[] = [];
    let length = 0;
    let isTooMuch = false;
    const letGo = (): void => {
      this.held -= length;
      length = 0;
      chunks.length = 0;
    };
    stream.on('data', (chunk: Buffer) => {
      isTooMuch ||= stream.sizeExceeded || this.held + chunk.length > HELD_MAX;
      if (isTooMuch) return letGo();
      this.held += chunk.length;
      length += chunk.length;
      chunks.push(chunk);
    });
    stream.once('end', () => {
      // What is too large is refused by the library itself.
      if (isTooMuch) return done(BUSY);
      this.received(Buffer.concat(chunks), session)
        .then(
          () => done(),
          (error: unknown) => done(answerTo(error)),
        )
        .finally(letGo);
    });
    // Dropped on the way: it comes again.
    stream.once('error', letGo);
    stream.once('close', () => {
      if (!stream.readableEnded) letGo();
    });
  }

  private async received(source: Buffer, { envelope }: SMTPServerSession): Promise<void> {
    const address = this.addresses.read(envelope.rcptTo[0]?.address ?? '');
    if (!address) throw NO_SUCH_ADDRESS;
    const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
    await this.handle(address, await this.read(source, from));
  }

  private async read(source: Buffer, from: string): Promise<ReceivedMail> {
    try {
      return await readMail(source, { from, sender: 'Waymark', ours: OUR_SENTENCES });
    } catch (error) {
      log.info({ msg: 'a mail that cannot be read', why: error instanceof Error ? error.name : 'unknown' });
      throw answer(554, 'This mail cannot be read');
    }
  }

  private async handle({ purpose, id }: SignedAddress, mail: ReceivedMail): Promise<void> {
    if (mail.automatic !== null) log.info({ msg: 'mail that nobody wrote', purpose, why: mail.automatic });
    if (purpose === 'reply') await this.replies.receive(id, mail);
    else if (mail.failure !== null) await this.unreachable.cameBack(id, mail.failure);
  }
}

function answerTo(error: unknown): Error {
  if (error instanceof MailNotTaken) return answer(550, error.message);
  if (error instanceof TooMany) return answer(450, 'Too many mails of one person, come again later');
  if (error instanceof Error && 'responseCode' in error) return error;
  if (!(error instanceof DatabaseUnavailable)) log.error({ msg: 'a mail could not be taken', error });
  return answer(451, 'Not possible now, come again later');
}

const cutOffAfter =
  (ms: number) =>
  (socket: Socket): void => {
    const timer = setTimeout(() => socket.destroy(), ms);
    socket.once('close', () => clearTimeout(timer));
  };

function cannotListen({ code }: NodeJS.ErrnoException, port: number, host: string): CannotStart {
  return new CannotStart(
    code === 'EADDRINUSE'
      ? `Port ${port} for mail is in use. Stop what uses it, or set INBOUND_SMTP_PORT to another port.`
      : code === 'EACCES'
        ? `Port ${port} for mail is not for ordinary users. Set INBOUND_SMTP_PORT to one from 1024 up.`
        : `Nothing can take mail on ${host}:${port} (${code}). Set INBOUND_SMTP_HOST to an address of this machine.`,
  );
}
