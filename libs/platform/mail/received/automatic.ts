/** Of a header, by its name in small letters, all that stands there. */
export type Headers = ReadonlyMap<string, readonly string[]>;

interface Facts {
  headers: Headers;
  /** The sender of the envelope; empty: nobody is to be told what becomes of it. */
  envelopeFrom: string;
  subject: string;
  from: string | null;
}

const ABSENT =
  /^(?:automatic reply|auto(?:matic)?[- ]?(?:reply|response)|autoreply|out of (?:the )?office|ymateb awtomatig|ateb awtomatig|allan o['’]r swyddfa|undeliverable|undelivered mail|delivery status notification|mail delivery (?:failed|subsystem)|read|not read|recall)\s*(?::|$)/i;
const MACHINE = /^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)(?:[+@]|$)/i;

/**
 * Why a mail is one that no person wrote to us, or that went to many: it is neither posted nor answered, since an answer
 * could be answered by a machine again (RFC 3834). Null: somebody wrote it.
 */
export function whyAutomatic({ headers, envelopeFrom, subject, from }: Facts): string | null {
  const of = (name: string): string => (headers.get(name) ?? []).join(' ').trim().toLowerCase();
  if (envelopeFrom === '') return 'no sender';
  // As our own mails say too.
  if (!/^(?:no\b.*)?$/.test(of('auto-submitted'))) return 'auto-submitted';
  if (/\b(?:bulk|junk|list|auto_reply)\b/.test(of('precedence'))) return 'precedence';
  if (/\b(?:all|oof|autoreply)\b/.test(of('x-auto-response-suppress'))) return 'auto-response-suppress';
  if (
    ['list-id', 'list-post', 'list-unsubscribe', 'mailing-list', 'x-mailing-list'].some((name) => headers.has(name))
  ) {
    return 'mailing list';
  }
  if (
    ['x-autoreply', 'x-autorespond', 'x-autoresponder', 'x-loop', 'x-failed-recipients'].some((name) =>
      headers.has(name),
    )
  ) {
    return 'automatic';
  }
  if (/^multipart\/report\b/.test(of('content-type'))) return 'report';
  if (ABSENT.test(subject.trim())) return 'automatic by its subject';
  if (MACHINE.test(envelopeFrom) || (from !== null && MACHINE.test(from))) return 'sent by a machine';
  return null;
}
