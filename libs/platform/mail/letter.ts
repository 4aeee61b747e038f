/** One mail to one person. Whatever is in it, no header can be added by it. */
export interface Letter {
  /** `name@host`, without brackets. */
  readonly messageId: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Where an answer goes; null: it cannot be answered. */
  readonly replyTo: string | null;
  /** Where word goes that it could not be delivered; null: to MAIL_FROM. */
  readonly returnTo: string | null;
  /** It answers a mail, in place of telling of something. */
  readonly isAnswer: boolean;
  /** The Message-ID of what it belongs to, whether that was ever sent or not: clients put both together. */
  readonly references: string | null;
  /** Where one POST ends mails like it (RFC 8058). */
  readonly unsubscribe: string | null;
}
