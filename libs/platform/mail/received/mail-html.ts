import { Parser } from 'htmlparser2';

/** A line before which stands what was written, and after which the mail that it answers. No text holds such letters. */
export const CUT = '\uE000';
/** Around the id of a picture that stands at this place. */
const PICTURE = ['\uE001', '\uE002'] as const;
/** Larger ones are not looked at: the text that goes with them is. */
const MOST_LETTERS = 1_000_000;
/** Deeper quotations and lists are as this deep. */
const DEEPEST = 8;
/** No mail program nests elements so deep. */
const OPEN_MAX = 500;
/** Letters that are looked at before it is known to be too deep. */
const AT_ONCE = 16_384;

const UNSEEN = new Set(['head', 'style', 'script', 'title', 'template', 'noscript', 'object', 'svg', 'select']);
const PARAGRAPHS = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'table', 'blockquote', 'pre', 'hr']);
const LINES = new Set(['div', 'tr', 'li', 'section', 'article', 'header', 'footer', 'center', 'address', 'dt', 'dd']);
/** Have no end. */
const VOID = new Set(['br', 'hr', 'img', 'meta', 'link', 'input', 'col', 'area', 'base', 'wbr', 'source']);

/** By which mail programs mark the mail that is answered, where they put it into no quotation. */
const ANSWERED =
  /^(?:x_)*(?:divRplyFwdMsg|appendonsend|OLK_SRC_BODY_SECTION|mail-editor-reference-message-container)$|^isForwardContent$/;
const ANSWERED_CLASS =
  /(?:^|\s)(?:yahoo_quoted|protonmail_quote|zmail_extra|gmx_quote|ms-outlook-mobile-reference-message)(?:\s|$)/;
/** "On Monday Waymark wrote:", before a quotation. */
const ATTRIBUTION_CLASS = /(?:^|\s)(?:gmail_attr|moz-cite-prefix)(?:\s|$)/;
const SIGNATURE =
  /^(?:x_)*(?:Signature|ms-outlook-mobile-(?:body-separator-line|signature)|ms-outlook-signature|OutlookSignature)$/i;
const SIGNATURE_CLASS =
  /(?:^|\s)(?:gmail_signature|gmail_signature_prefix|moz-signature|ms-outlook-mobile-signature|protonmail_signature_block)(?:\s|$)/;

interface Open {
  name: string;
  /** What follows until its end is not written down. */
  unseen: boolean;
  quote: boolean;
  list: 'ul' | 'ol' | null;
  items: number;
  cells: number;
  /** Where the text of a link began, and where it leads. */
  link: { at: number; to: string } | null;
}

/**
 * What a mail in HTML says, line by line: quotations as `> `, lists and links as in Markdown, pictures as marks, and a
 * line CUT before what mail programs mark as the mail that is answered. Null: it is too large or too deep to look at.
 *
 * `withSignatures`: also what they mark as a signature, since somebody may have written into it.
 */
export function htmlAsText(html: string, { withSignatures = false } = {}): string | null {
  if (html.length > MOST_LETTERS) return null;
  const writer = new Writer(withSignatures);
  const parser = new Parser(
    {
      onopentag: (name, attributes) => writer.open(name, attributes),
      onclosetag: (name) => writer.close(name),
      ontext: (text) => writer.text(text),
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  for (let at = 0; at < html.length && !writer.tooDeep; at += AT_ONCE) parser.write(html.slice(at, at + AT_ONCE));
  if (writer.tooDeep) return null;
  parser.end();
  return writer.done();
}

/** The ids of pictures whose marks stand in the text, and the text without the marks. */
export function withoutPictures(text: string): { text: string; pictures: Set<string> } {
  const pictures = new Set<string>();
  const mark = new RegExp(`${PICTURE[0]}([^${PICTURE[1]}]*)${PICTURE[1]}`, 'g');
  const rest = text.replace(mark, (_, id: string) => {
    pictures.add(id);
    return '';
  });
  return { text: rest, pictures };
}

class Writer {
  tooDeep = false;
  private readonly opened: Open[] = [];
  private readonly lines: string[] = [];
  private line = '';
  private unseen = 0;
  private quotes = 0;
  private pre = 0;

  constructor(private readonly withSignatures: boolean) {}

  open(name: string, attributes: Record<string, string>): void {
    this.tooDeep ||= this.opened.length >= OPEN_MAX;
    if (this.tooDeep) return;
    const { id = '', class: classes = '', style = '' } = attributes;
    const isSignature = SIGNATURE.test(id) || SIGNATURE_CLASS.test(classes);
    const unseen =
      UNSEEN.has(name) ||
      /display\s*:\s*none|mso-hide\s*:\s*all/i.test(style) ||
      ATTRIBUTION_CLASS.test(classes) ||
      (isSignature && !this.withSignatures);
    if (this.unseen === 0 && !unseen) this.begin(name, attributes);
    if (VOID.has(name)) return;
    // Gmail moves a paragraph to the right by a quotation without a border.
    const quote = name === 'blockquote' && !/border\s*:\s*(?:none|0)/i.test(style);
    const href = attributes['href'];
    this.opened.push({
      name,
      unseen,
      quote,
      list: name === 'ul' || name === 'ol' ? name : null,
      items: 0,
      cells: 0,
      link: name === 'a' && href !== undefined ? { at: this.line.length, to: href } : null,
    });
    if (unseen) this.unseen += 1;
    if (quote) this.quotes += 1;
    if (name === 'pre') this.pre += 1;
  }

  close(name: string): void {
    if (VOID.has(name) || this.tooDeep) return;
    const at = this.opened.findLastIndex((one) => one.name === name);
    if (at < 0) return;
    // What is open inside ends with it.
    for (const one of this.opened.splice(at).toReversed()) this.end(one);
  }

  text(text: string): void {
    if (this.unseen > 0) return;
    if (this.pre > 0) {
      const [first = '', ...more] = text.split(/\r?\n/);
      this.line += first;
      for (const next of more) {
        this.newLine();
        this.line = next;
      }
      return;
    }
    const shown = text.replace(/[^\S\u00a0]+/g, ' ');
    this.line += this.line === '' || this.line.endsWith(' ') ? shown.trimStart() : shown;
  }

  done(): string {
    for (const one of this.opened.splice(0).toReversed()) this.end(one);
    this.newLine();
    return this.lines.join('\n');
  }

  private begin(name: string, attributes: Record<string, string>): void {
    if (name === 'br') this.newLine(true);
    else if (PARAGRAPHS.has(name)) this.paragraph();
    else if (LINES.has(name)) this.newLine();
    if (ANSWERED.test(attributes['id'] ?? '') || ANSWERED_CLASS.test(attributes['class'] ?? '')) this.cut();
    if (name === 'li') this.item();
    if (name === 'td' || name === 'th') this.cell();
    if (name === 'img') this.picture(attributes);
  }

  private end({ name, unseen, quote, link }: Open): void {
    if (this.unseen === 0) {
      if (link) this.link(link);
      // Before the quotation ends: its last line is of it.
      if (PARAGRAPHS.has(name)) this.paragraph();
      else if (LINES.has(name)) this.newLine();
    }
    if (unseen) this.unseen -= 1;
    if (quote) this.quotes -= 1;
    if (name === 'pre') this.pre -= 1;
  }

  /** `always`: also where nothing stands in it. */
  private newLine(always = false): void {
    const text = this.line.trimEnd();
    this.line = '';
    if (text !== '' || always) this.lines.push(this.quoted(text));
  }

  private paragraph(): void {
    this.newLine();
    if (this.lines.length > 0) this.lines.push(this.quoted(''));
  }

  private quoted(text: string): string {
    const marks = '> '.repeat(Math.min(this.quotes, DEEPEST));
    return (marks + text).trimEnd();
  }

  private cut(): void {
    this.newLine();
    if (this.quotes === 0) this.lines.push(CUT);
  }

  private item(): void {
    const list = this.opened.findLast((one) => one.list !== null);
    if (list) list.items += 1;
    const deep = this.opened.filter((one) => one.list !== null).length;
    this.line = `${'  '.repeat(Math.min(DEEPEST, Math.max(0, deep - 1)))}${list?.list === 'ol' ? `${list.items}.` : '-'} `;
  }

  private cell(): void {
    const row = this.opened.findLast((one) => one.name === 'tr');
    if (!row) return;
    row.cells += 1;
    if (row.cells > 1 && this.line.trim() !== '') this.line = `${this.line.trimEnd()} | `;
  }

  private picture({ src = '', alt = '' }: Record<string, string>): void {
    const id = /^cid:(.+)$/i.exec(src)?.[1];
    if (id !== undefined) this.line += PICTURE.join(id);
    // Small faces come as pictures.
    else if (/^(?:\p{Extended_Pictographic}|\u200d|\ufe0f){1,10}$/u.test(alt)) this.line += alt;
  }

  private link({ at, to }: { at: number; to: string }): void {
    const address = addressOf(to);
    const text = this.line.slice(at).trim();
    if (address === null || text === '' || text.includes(PICTURE[0])) return;
    const says =
      bare(text) === bare(address)
        ? text.includes('@')
          ? text
          : address
        : `[${text.replace(/[[\]]/g, '')}](${address})`;
    this.line = `${this.line.slice(0, at)}${this.line.slice(at).startsWith(' ') ? ' ' : ''}${says}`;
  }
}

const bare = (address: string): string => address.replace(/^(?:https?:\/\/|mailto:)/i, '').replace(/\/$/, '');

/** Where a link leads, without the way round that Outlook makes of it; null: nowhere that can be told. */
function addressOf(to: string): string | null {
  if (!URL.canParse(to)) return null;
  const url = new URL(to);
  if (/\.safelinks\.protection\.outlook\.com$/i.test(url.hostname)) {
    const inner = url.searchParams.get('url');
    return inner !== null && /^https?:/i.test(inner) ? addressOf(inner) : null;
  }
  if (!['http:', 'https:', 'mailto:'].includes(url.protocol)) return null;
  return to.replace(/[()\s]/g, (letter) => encodeURIComponent(letter).replace('(', '%28').replace(')', '%29'));
}
