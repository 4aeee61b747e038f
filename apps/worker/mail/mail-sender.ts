import { Injectable } from '@nestjs/common';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { CircleGuests } from '#libs/circles';
import { DigestLetters } from '#libs/digests';
import { type DueMail, MailOutbox, NoticeChoices, type NoticeKind } from '#libs/notifications';
import { MailTokens } from '#libs/people';
import { Config } from '#libs/platform/config';
import { log } from '#libs/platform/logging';
import { type Letter, MailRefused, MailServerAway, MailTransport, SignedAddresses } from '#libs/platform/mail';
import { ReplyAddresses, ReturnedMails } from '#libs/reply-by-mail';
import { type ThreadLetter, ThreadLettersQueries } from '#libs/threads';
import { digestView } from './digest.view.ts';
import { asText } from './letter.text.ts';
import { LetterPage } from './letter.tsx';
import { guestLetterView } from './guest-letter.view.ts';
import { type LetterView, letterView, returnedView } from './letter.view.ts';
import { resetView, verifyView } from './verify.view.ts';

/** So many are sent beside each other, and one job goes on for so long: what is left then is sent by the next. */
const LANES = 4;
const MOST_MS = 45_000;

/** Sends what waits in the outbox. What is said, and whether it still may be, is found out for each as it is sent. */
@Injectable()
export class MailSender {
  constructor(
    private readonly outbox: MailOutbox,
    private readonly letters: ThreadLettersQueries,
    private readonly digests: DigestLetters,
    private readonly choices: NoticeChoices,
    private readonly guests: CircleGuests,
    private readonly addresses: ReplyAddresses,
    private readonly returned: ReturnedMails,
    private readonly signed: SignedAddresses,
    private readonly tokens: MailTokens,
    private readonly transport: MailTransport,
    private readonly config: Config,
  ) {}

  /** Any number may run at once, here and in other processes: each mail is taken by one. */
  async sendDue(): Promise<void> {
    const until = Date.now() + MOST_MS;
    let away = false;
    const lane = async (): Promise<void> => {
      while (!away && Date.now() < until) {
        const mail = await this.outbox.next();
        if (mail === null) return;
        away = (await this.send(mail)) === 'away';
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
  }

  /** `away`: no other could be sent now either. */
  private async send(mail: DueMail): Promise<'away' | 'done'> {
    const letter = mail.against ?? (await this.letterOf(mail));
    if (typeof letter === 'string') {
      await this.outbox.drop(mail.id, letter);
      return 'done';
    }
    try {
      await this.transport.send(letter);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      if (error instanceof MailRefused) await this.outbox.dead(mail.id, why, error.status);
      else await this.outbox.later(mail.id, why);
      if (!(error instanceof MailServerAway)) return 'done';
      log.warn({ msg: 'mail server away', why });
      return 'away';
    }
    await this.outbox.sent(mail.id);
    if (mail.kind === 'reply-returned') await this.returned.told(mail.key);
    return 'done';
  }

  /** Or why there is none. */
  private async letterOf(mail: DueMail): Promise<Letter | string> {
    const { kind, personId, messageId, threadId } = mail;
    const { publicUrl } = this.config;
    const unanswerable = { references: null, replyTo: null };
    if (mail.guestInvitationId !== null) {
      const guest = await this.guests.letter(mail.guestInvitationId);
      return guest === null
        ? 'Answered or taken back meanwhile, or too old'
        : this.letter(mail, guestLetterView(guest, publicUrl), unanswerable);
    }
    if (kind === 'verify-email') {
      if (mail.link === null) return 'Not needed any more';
      return this.letter(mail, verifyView(mail.link, this.tokens.tokenOf(mail.link.id), publicUrl), unanswerable);
    }
    if (kind === 'reset-password') {
      if (mail.link === null) return 'Not needed any more';
      return this.letter(mail, resetView(this.tokens.tokenOf(mail.link.id, kind), publicUrl), unanswerable);
    }
    if (kind === 'reply-returned') {
      const told = await this.returned.toTell(mail.key);
      return told === null
        ? 'Told already'
        : this.letter(mail, returnedView(told, publicUrl), { references: told.messageId, replyTo: null });
    }
    const stop = this.choices.stopAddress(personId, kind);
    if (kind === 'digest' || kind === 'watches') {
      const digest = await this.digests.letter(personId, mail.key);
      return digest === null
        ? 'Nothing in it is left to tell'
        : this.letter(mail, digestView(digest, { publicUrl, stop }), unanswerable);
    }
    const thread = await this.threadOf({ ...mail, kind });
    if (thread === 'closed') return 'Read already, or not theirs to read any more';
    // What does not stand in a mail is not answered by one either: that would put it into mailboxes.
    const replyTo = thread === null || thread.withheld ? null : await this.addresses.offer(personId, thread);
    const view = letterView({ ...mail, kind }, thread, { publicUrl, stop, replyTo });
    const references = threadId === null ? null : `thread-${threadId}@${messageId.split('@')[1]}`;
    return this.letter(mail, view, { references, replyTo });
  }

  private letter(
    { id, kind, messageId, to }: DueMail,
    view: LetterView,
    { references, replyTo }: Pick<Letter, 'references' | 'replyTo'>,
  ): Letter {
    return {
      messageId,
      to,
      subject: view.subject,
      text: asText(view),
      html: `<!DOCTYPE html>${renderToString(h(LetterPage, view))}`,
      references,
      replyTo,
      returnTo: this.signed.addressOf('bounce', id),
      isAnswer: kind === 'reply-returned',
      unsubscribe: view.stop,
    };
  }

  /** What it may say of a discussion, null where it is about none; `closed`: there is nothing that it may say. */
  private async threadOf({
    kind,
    personId,
    threadId,
    notice,
    open,
  }: DueMail & { kind: NoticeKind }): Promise<ThreadLetter | null | 'closed'> {
    // A decision is told in our own words, which name what it is about only where they may read that.
    if (kind === 'moderation' || kind === 'introduction') return null;
    if (!open) return 'closed';
    // The notice says it all, or for a circle that few may know of, nothing but where to read it.
    if (kind === 'circle') return null;
    const postId = kind === 'mention' ? notice?.cause.split(':')[1] : undefined;
    const subject =
      postId !== undefined
        ? { postId }
        : { threadId: threadId!, from: kind === 'invitation' ? ('question' as const) : ('unread' as const) };
    return (await this.letters.letter(personId, subject)) ?? 'closed';
  }
}
