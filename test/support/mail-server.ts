import { type AddressInfo, type Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail as it came over the wire. */
interface ReceivedMail {
  to: string;
  /** The sender of the envelope. */
  envelopeFrom: string;
  source: string;
  header(name: string): string | null;
}

type Refusal = { code: number; text: string } | null;

/**
 * A mail server in this process. `onRecipient` and `onText` say what it answers; null: it takes it. `dropNext` ends the
 * connection in the middle of the text.
 */
export async function startMailServer() {
  const received: ReceivedMail[] = [];
  const sockets = new Set<Socket>();
  const state = {
    onRecipient: (_address: string): Refusal => null,
    onText: (): Refusal => null,
    dropNext: 0,
    recipients: 0,
  };
  const serve = (port: number): Promise<SMTPServer> => {
    const server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      onRcptTo({ address }, _session, done) {
        state.recipients += 1;
        done(refused(state.onRecipient(address)));
      },
      onData(stream, session, done) {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          if (state.dropNext > 0) {
            state.dropNext -= 1;
            for (const socket of sockets) socket.destroy();
          }
        });
        stream.on('end', () => {
          const refusal = state.onText();
          if (refusal === null) {
            const source = Buffer.concat(chunks).toString();
            received.push({
              to: session.envelope.rcptTo[0]!.address,
              envelopeFrom: session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address,
              source,
              header: (name) => headerOf(source, name),
            });
          }
          done(refused(refusal));
        });
        stream.on('error', () => undefined);
      },
    });
    server.on('error', () => undefined);
    server.server.on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    });
    return new Promise((resolve) => {
      server.listen(port, '127.0.0.1', () => resolve(server));
    });
  };
  const close = (server: SMTPServer): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => {
      server.close(() => resolve());
    });
  };
  let server = await serve(0);
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    state,
    goAway: () => close(server),
    comeBack: async () => {
      server = await serve(port);
    },
    stop: () => close(server).catch(() => undefined),
  };
}

const refused = (refusal: Refusal): Error | null =>
  refusal && Object.assign(new Error(refusal.text), { responseCode: refusal.code });

/** Unfolded; null: there is none. */
function headerOf(source: string, name: string): string | null {
  const head = source.slice(0, source.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
  const line = head.split('\r\n').find((one) => one.toLowerCase().startsWith(`${name.toLowerCase()}:`));
  return line === undefined ? null : line.slice(name.length + 1).trim();
}
