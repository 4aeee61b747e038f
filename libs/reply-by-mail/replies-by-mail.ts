import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { FILE_LIMITS, FilesService } from '#libs/files';
import { type Actor, SessionsQueries } from '#libs/people';
import { DatabaseUnavailable, onceFor } from '#libs/platform/database';
import { DomainError } from '#libs/platform/errors';
import { parseInput } from '#libs/platform/inputs';
import { type ReceivedFile, type ReceivedMail } from '#libs/platform/mail';
import { RateLimits, TooMany } from '#libs/platform/rate-limits';
import { isTelling, MasksQueries, ReplyInput, type Telling, ThreadsService } from '#libs/threads';
import { MailNotTaken } from './mail-not-taken.ts';
import { type ReplyAddress, ReplyAddresses } from './reply-addresses.ts';
import { ReturnedMails } from './returned-mails.ts';

/** Of one person. What is more comes again later: their server keeps it. */
const MAILS = { name: 'mail.replies', most: 30, seconds: 3_600 };
/** Mails that we answer with a mail. */
const RETURNED = { name: 'mail.returned', most: 10, seconds: 86_400 };

const NOT_DESCRIBED = 'Picture sent by mail, not described';

/** Posts what members write in answer to a mail, by the same service as what they write on the site. */
@Injectable()
export class RepliesByMail {
  constructor(
    private readonly addresses: ReplyAddresses,
    private readonly returned: ReturnedMails,
    private readonly sessions: SessionsQueries,
    private readonly threads: ThreadsService,
    private readonly masks: MasksQueries,
    private readonly files: FilesService,
    private readonly limits: RateLimits,
  ) {}

  /**
   * When this returns, the mail is posted, or what became of it goes to who wrote it: in the database, whatever happens
   * then. The same mail may be given again. Throws MailNotTaken where its server is to tell its sender, TooMany and
   * DatabaseUnavailable where it is to come again.
   */
  async receive(addressId: string, mail: ReceivedMail): Promise<void> {
    if (mail.automatic !== null) return;
    const address = await this.addresses.find(addressId);
    if (!address) throw new MailNotTaken('This address is not in use any more. Answer on the site.');
    if (mail.from !== address.email) {
      throw new MailNotTaken(
        'Waymark takes answers from the address alone that it wrote to. Send it from there, or answer on the site.',
      );
    }
    if (await this.returned.isKnown(addressId, mail.messageId)) return;
    const actor = await this.sessions.actorOfPerson(address.personId);
    if (!actor) throw new MailNotTaken('Your account is suspended, so nothing was posted.');
    await this.limits.take(MAILS, actor.personId);
    await this.post(actor, address, mail);
  }

  private async post(actor: Actor, address: ReplyAddress, mail: ReceivedMail): Promise<void> {
    const { text, inside, files } = mail.written(address.name);
    const id = createHash('sha256').update(`${address.id}:${mail.messageId}`).digest('base64url');
    const why = whyNotPosted(text, inside, files);
    const taken = why === null ? await this.attach(actor, files, id) : { ids: [], said: [] };
    let postId: string | null = null;
    let said = taken.said;
    try {
      if (why !== null) throw new NotPosted(why);
      const body = text === '' ? `Attached: ${files.map(({ name }) => name).join(', ')}` : text;
      if (taken.ids.length === 0 && text === '') throw new NotPosted('None of the files in it can be attached.');
      if (address.masked) mustNotTell(await this.masks.telling(actor, [body], taken.ids));
      const reply = replyOf({
        body,
        files: taken.ids,
        clientMessageId: `mail:${id}`,
        ...(address.replyTo === null ? {} : { replyTo: address.replyTo }),
      });
      ({ id: postId } = await this.threads.reply(actor, address.threadId, reply, null));
    } catch (error) {
      const words = wordsOf(error);
      await this.discard(actor, taken.ids);
      said = [words, ...said];
      await this.limitReturned(actor);
    }
    await this.returned.keep({
      addressId: address.id,
      personId: actor.personId,
      messageId: mail.messageId,
      postId,
      said,
      returned: postId === null ? text : null,
    });
  }

  /** By the same rules as on the site. What cannot be taken is said. */
  private async attach(
    actor: Actor,
    files: readonly ReceivedFile[],
    id: string,
  ): Promise<{ ids: string[]; said: string[] }> {
    const ids: string[] = [];
    const said: string[] = [];
    for (const [n, { name, bytes }] of files.entries()) {
      if (ids.length === FILE_LIMITS.aPost) {
        said.push(`“${name}” was not attached: a post takes ${FILE_LIMITS.aPost} files.`);
        continue;
      }
      try {
        const file = await this.files.upload(actor, { name, bytes, alt: NOT_DESCRIBED }, (...request) =>
          onceFor(actor.personId, `mail:${id}:${n}`, ...request),
        );
        ids.push(file.id);
      } catch (error) {
        said.push(`${wordsOf(error).replace(/\.$/, '')}. It was not attached.`);
      }
    }
    return { ids, said };
  }

  /** What is left goes after a day, as what is sent on the site and never posted. */
  private async discard(actor: Actor, ids: readonly string[]): Promise<void> {
    for (const id of ids) await this.files.discard(actor, id).catch(() => undefined);
  }

  /** Beyond that their own server answers them. */
  private async limitReturned(actor: Actor): Promise<void> {
    try {
      await this.limits.take(RETURNED, actor.personId);
    } catch (error) {
      if (!(error instanceof TooMany)) throw error;
      throw new MailNotTaken('This could not be posted, nor could the mails before it. Answer on the site.');
    }
  }
}

class NotPosted extends Error {}

function whyNotPosted(text: string, inside: boolean, files: readonly ReceivedFile[]): string | null {
  if (inside) {
    return 'It seems to be written inside the mail that it answers, where we cannot tell your words from ours. Write above it, or answer on the site.';
  }
  if (text === '' && files.length === 0) return 'We found nothing in it that you wrote above the mail that it answers.';
  return null;
}

function replyOf(fields: Record<string, unknown>): ReplyInput {
  const parsed = parseInput(ReplyInput, fields);
  if (parsed.ok) return parsed.input;
  throw new NotPosted(`${parsed.problems.map(({ message }) => message).join('. ')}.`);
}

function mustNotTell(telling: Telling): void {
  if (!isTelling(telling)) return;
  const found = [...telling.inText, ...telling.inNames, ...telling.documents].map((one) => `“${one}”`).join(', ');
  throw new NotPosted(
    `You ask under a mask in this discussion, and this may tell who you are: ${found}. Take it out, or post it on the site if it may stand there.`,
  );
}

/** The sentence of a refusal. Throws whatever is none: then the mail comes again. */
function wordsOf(error: unknown): string {
  if (error instanceof NotPosted) return error.message;
  if (!(error instanceof DomainError) || error instanceof DatabaseUnavailable || error.kind === 'unavailable')
    throw error;
  return error.message;
}
