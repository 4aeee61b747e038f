/** Refused for good: it would be refused again. The message is what the server said, without addresses. */
export class MailRefused extends Error {
  /** As 5.1.1, where the server said it (RFC 3463). */
  get status(): string | null {
    return /\b5\.\d{1,3}\.\d{1,3}\b/.exec(this.message)?.[0] ?? null;
  }
}

/** Nothing can be sent now, this mail no more than any other: no connection, no greeting, no sign-in. */
export class MailServerAway extends Error {}

interface SmtpError {
  message?: string;
  code?: string;
  command?: string;
  responseCode?: number;
}

/** Where the server is away, or does not know us, no mail is at fault. */
const SERVER_CODES = ['EDNS', 'ECONNECTION', 'ESOCKET', 'ETLS', 'EAUTH', 'ENOAUTH', 'EOAUTH2', 'EPROXY'];
const LONGEST = 300;

/** What it means that a mail was not sent. Any other error than the two above: this one mail may be tried again. */
export function meaningOf(error: unknown): Error {
  const { code = '', command = '', responseCode = 0, message = 'It failed without a word' } = error as SmtpError;
  const said = withoutAddresses(message);
  // Of the mail itself only what is said to its recipient or its text; what is said to us may be put right.
  if (responseCode >= 500 && (command === 'RCPT TO' || command === 'DATA')) return new MailRefused(said);
  const beforeMail = command === '' || command === 'CONN' || /^(EHLO|HELO|STARTTLS|AUTH)/.test(command);
  if (beforeMail && (SERVER_CODES.includes(code) || code === 'ETIMEDOUT')) return new MailServerAway(said);
  return new Error(said);
}

/** Of a server's answer what may be shown and logged: no address of anybody, one line. */
export const withoutAddresses = (text: string): string =>
  [
    ...text
      .replace(/[^\s<>@]+@[^\s<>@]+/g, '[address]')
      .replace(/[\s\p{Cc}]+/gu, ' ')
      .trim(),
  ]
    .slice(0, LONGEST)
    .join('');
