import { createTransport } from 'nodemailer';

/** What a mail server was told: 250, or why not. */
export interface Told {
  code: number;
  said: string;
}

interface Sent {
  to: string;
  from: string;
  text?: string;
  html?: string;
  messageId?: string;
  subject?: string;
  headers?: Record<string, string>;
  attachments?: { filename: string; content: Buffer }[];
  /** The sender of the envelope, where it is another. */
  envelopeFrom?: string;
  /** All of the mail as it goes over the wire. */
  raw?: string;
}

/** Sends a mail to a port of this machine, as mail servers do. */
export async function sendMail(port: number, { to, from, envelopeFrom = from, raw, ...mail }: Sent): Promise<Told> {
  const server = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true });
  try {
    const envelope = { from: envelopeFrom, to };
    const { response } = await server.sendMail(raw === undefined ? { ...mail, from, to, envelope } : { raw, envelope });
    return { code: Number(response.slice(0, 3)), said: response };
  } catch (error) {
    const { responseCode = 0, response = String(error) } = error as { responseCode?: number; response?: string };
    return { code: responseCode, said: response };
  } finally {
    server.close();
  }
}
