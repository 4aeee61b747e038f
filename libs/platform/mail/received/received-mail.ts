import { createHash } from 'node:crypto';
import { type Attachment } from 'postal-mime';
import { withoutAddresses } from '../mail-errors.ts';
import { type Headers, whyAutomatic } from './automatic.ts';
import { CUT, htmlAsText, withoutPictures } from './mail-html.ts';
import { type WrittenText, writtenIn } from './reply-text.ts';

/** A file that came with a mail. */
export interface ReceivedFile {
  name: string;
  bytes: Buffer;
}

/** What a mail server says of a mail of ours that it could not deliver. */
export interface Failure {
  /** `5.1.1`, as far as it says. */
  status: string;
  /** Its own words, without addresses. */
  said: string;
}

/** A mail that came, as far as it matters what stands in it. Whatever it is, looking at it takes bounded time and room. */
export interface ReceivedMail {
  /** Without brackets; made of its bytes where it has none. */
  messageId: string;
  /** Small letters. Null: there is none, or more than one. */
  from: string | null;
  /** Why nobody wrote it; null: somebody did. */
  automatic: string | null;
  failure: Failure | null;
  /** What its sender wrote, who signs with this name. */
  written(name: string): Written;
}

interface Written extends WrittenText {
  /** Also pictures in the text; not those of signatures, nor of what is answered. */
  files: ReceivedFile[];
}

interface Envelope {
  from: string;
  /** As our mails are from, and how sentences in them begin. */
  sender: string;
  ours: readonly string[];
}

/** As programs write in the text beside the HTML. */
const PICTURE_IN_TEXT = /\[(?:cid:[^\]\s]{1,200}|image: [^\]\n]{1,200})\]/g;
const NESTING_MAX = 30;
const HEADERS_MAX = 256_000;
const MESSAGE_ID_MAX = 500;

/** Throws where it is no mail. The library is loaded with the first one: most processes receive none. */
export async function readMail(source: Buffer, { from: envelopeFrom, sender, ours }: Envelope): Promise<ReceivedMail> {
  const { default: PostalMime } = await import('postal-mime');
  const mail = await PostalMime.parse(source, {
    maxNestingDepth: NESTING_MAX,
    maxHeadersSize: HEADERS_MAX,
    forceRfc822Attachments: true,
  });
  const headers: Map<string, string[]> = new Map();
  for (const { key, value } of mail.headers) headers.set(key, [...(headers.get(key) ?? []), value]);
  const from = onlyOne(headers, mail.from?.address);
  const messageId = idOf(mail.messageId, source);
  const { attachments, subject = '' } = mail;
  return {
    messageId,
    from,
    automatic: whyAutomatic({ headers, envelopeFrom, subject, from }),
    failure: failureIn(headers, attachments),
    written: (name) => written({ text: mail.text ?? '', html: mail.html ?? '', attachments }, { name, sender, ours }),
  };
}

const onlyOne = (headers: Headers, address: string | undefined): string | null =>
  headers.get('from')?.length === 1 && address !== undefined && /^[^\s@]+@[^\s@]+$/.test(address)
    ? address.toLowerCase()
    : null;

const idOf = (given: string | undefined, source: Buffer): string => {
  const id = /<([^<>\s]+)>/.exec(given ?? '')?.[1];
  return id !== undefined && id.length <= MESSAGE_ID_MAX
    ? id
    : `${createHash('sha256').update(source).digest('hex')}@without-id.invalid`;
};

function written(
  { text, html, attachments }: { text: string; html: string; attachments: readonly Attachment[] },
  about: { name: string; sender: string; ours: readonly string[] },
): Written {
  const plain = (): WrittenText =>
    text.trim() === '' && html !== '' ? { text: '', inside: true } : writtenIn(text, { ...about, wholeLines: false });
  const { result, source } = fromHtml(html, about) ?? { result: plain(), source: null };
  const kept = withoutPictures(result.text);
  const there = source === null ? new Set<string>() : withoutPictures(source).pictures;
  const files = attachments.map(asFile).filter((_, n) => {
    const id = attachments[n]!.contentId?.replace(/^<|>$/g, '');
    // What stands in the mail's text is where that part of it is.
    return id === undefined || !there.has(id) || kept.pictures.has(id);
  });
  return { text: kept.text.replace(PICTURE_IN_TEXT, '').trim(), inside: result.inside, files };
}

/** Null: there is no HTML, or none that can be looked at, or nothing in it. */
function fromHtml(
  html: string,
  about: { name: string; sender: string; ours: readonly string[] },
): { result: WrittenText; source: string } | null {
  const source = htmlAsText(html);
  if (source === null || source.replaceAll(CUT, '').trim() === '') return null;
  const all = htmlAsText(html, { withSignatures: true }) ?? source;
  const result = writtenIn(source, { ...about, wholeLines: true });
  // They may have written into what their program takes for the signature.
  return { result: result.text === '' ? writtenIn(all, { ...about, wholeLines: true }) : result, source: all };
}

const asFile = ({ filename, mimeType, content }: Attachment, n: number): ReceivedFile => ({
  name: filename ?? `attachment-${n + 1}.${mimeType === 'message/rfc822' ? 'eml' : (mimeType.split('/')[1] ?? 'bin')}`,
  bytes: Buffer.from(content as ArrayBuffer),
});

/** RFC 3464: of one recipient, since each of our mails has one. Null: it is no report, or of what may still arrive. */
function failureIn(headers: Headers, attachments: readonly Attachment[]): Failure | null {
  if (!/^multipart\/report\b/i.test(headers.get('content-type')?.[0] ?? '')) return null;
  const report = attachments.find(({ mimeType }) => /^message\/(?:global-)?delivery-status$/.test(mimeType));
  if (!report) return null;
  const text = Buffer.from(report.content as ArrayBuffer)
    .toString('latin1')
    .replace(/\r?\n[ \t]+/g, ' ');
  const field = (name: string): string => new RegExp(`^${name}:(.*)$`, 'im').exec(text)?.[1]?.trim() ?? '';
  const status = /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(field('Status'))?.[1] ?? '';
  if (!/^failed\b/i.test(field('Action')) || !status.startsWith('5')) return null;
  return { status, said: withoutAddresses(field('Diagnostic-Code').replace(/^\w+;\s*/, '')) || `Status ${status}` };
}
