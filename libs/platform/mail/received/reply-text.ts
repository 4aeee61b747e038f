import { CUT } from './mail-html.ts';

export interface WrittenText {
  /** Markdown, without what is answered and without a signature. */
  text: string;
  /**
   * It seems to be written inside the mail that it answers, where nothing tells the two apart: what they wrote there would
   * be lost.
   */
  inside: boolean;
}

interface Options {
  /** As they sign. */
  name: string;
  /** Each line ends where it was ended: not where a mail program broke it. */
  wholeLines: boolean;
  /** As our mails are from. */
  sender: string;
  /** How sentences of our own mails begin: where one stands without a mark of quotation, the quotation was not found. */
  ours: readonly string[];
}

/**
 * What somebody wrote themselves in a mail: above, below or between what it answers. Quotations between answers stay, the
 * others go. Where nothing tells what is theirs, it says so in place of guessing.
 */
export function writtenIn(source: string, { name, wholeLines, sender, ours }: Options): WrittenText {
  if (source.length > LETTERS_MAX) return { text: '', inside: true };
  const all = tidied(source);
  const end = whereAnsweredBegins(all, sender);
  const { kept, hasQuotes } = withoutQuotations(all.slice(0, end), name);
  const text = asMarkdown(kept, wholeLines);
  const isCut = end < all.length;
  const pointsBelow = isCut && !hasQuotes && text.length <= POINTER_MAX && POINTS_BELOW.test(text);
  const holdsOurs = kept.some((line) => ours.some((sentence) => line.startsWith(sentence)));
  return { text, inside: pointsBelow || holdsOurs };
}

const LETTERS_MAX = 300_000;
const POINTER_MAX = 300;
const POINTS_BELOW =
  /\b(?:comments?|answers?|repl(?:y|ies)|responses?|notes?)\b.{0,40}\b(?:below|inline|in-line|in (?:red|blue|green|bold|capitals))\b|\b(?:see|as) (?:below|inline)\b|^(?:below|inline)[.!]?$|\bgweler\b.{0,30}\bisod\b|\bisod mewn (?:coch|glas|gwyrdd)\b/i;

const tidied = (source: string): string[] =>
  source
    .replace(/\r\n?/g, '\n')
    .replace(/\u00a0/g, ' ')
    .replace(/[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]/g, '')
    .split('\n')
    .map((line) => (line === '-- ' ? line : line.trimEnd()));

const isQuoted = (line: string): boolean => /^\s{0,3}>/.test(line);
const isBlank = (line: string): boolean => line.trim() === '';

// --- Where the mail that is answered begins, if it is in no quotation ---

const ORIGINAL =
  /^[-_*\s]{0,10}(?:original message|original appointment|forwarded message|neges wreiddiol|y neges wreiddiol|neges a anfonwyd ymlaen)[-_*\s:]{0,10}$/i;
const FROM = /^[*\s]*(?:From|Oddi wrth|Oddiwrth|Gan|Anfonwyd gan|O)[*\s]*:[*\s]*\S/i;
const FIELD = /^[*\s]*(?:Sent|Date|To|Cc|Subject|Importance|Anfonwyd|Dyddiad|At|I|Pwnc|Testun|Reply-To)[*\s]*:/i;
const FIELDS_MIN = 2;
const FIELDS_WITHIN = 8;

function whereAnsweredBegins(lines: readonly string[], sender: string): number {
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at]!;
    if (isQuoted(line)) continue;
    if (line === CUT || ORIGINAL.test(line) || isHeading(lines, at)) return withRuleAbove(lines, at);
    const after = afterAttribution(lines, at);
    if (after === null) continue;
    // A quotation follows: that is found by its marks. Otherwise all below is the mail that is answered, where this names
    // who sent it: "On 3 May 2026 the council wrote:" is what somebody says.
    const said = lines.slice(at, after).join(' ');
    if (!isQuotedNext(lines, after) && (said.includes('@') || said.includes(sender))) return withRuleAbove(lines, at);
    at = after - 1;
  }
  return lines.length;
}

/** Whether the first line that is not empty, from this one on, is of a quotation. */
function isQuotedNext(lines: readonly string[], at: number): boolean {
  let next = at;
  while (next < lines.length && isBlank(lines[next]!)) next += 1;
  return next < lines.length && isQuoted(lines[next]!);
}

/** As Outlook begins: From, Sent, To, Subject. */
function isHeading(lines: readonly string[], at: number): boolean {
  if (!FROM.test(lines[at]!)) return false;
  const next = lines.slice(at + 1, at + 1 + FIELDS_WITHIN * 2).filter((line) => !isBlank(line));
  return next.slice(0, FIELDS_WITHIN).filter((line) => FIELD.test(line)).length >= FIELDS_MIN;
}

/** The line that some programs draw above it goes too. */
function withRuleAbove(lines: readonly string[], at: number): number {
  let above = at - 1;
  while (above >= 0 && isBlank(lines[above]!)) above -= 1;
  return above >= 0 && isRule(lines[above]!) ? above : at;
}

const WROTE = [
  /^On\b.{6,300}\bwrote:$/i,
  /^(?:Ar|Am|Ddydd)\b.{4,300}\b(?:ysgrifennodd|ysgrifennwyd|meddai)\b.{0,200}:$/i,
  // Of any language: who and when, a colon at the end.
  /^(?=.*\d).{4,300}<[^<>@\s]{1,100}@[^<>@\s]{1,200}>.{0,40}:$/,
  /^.{2,100}<[^<>@\s]{1,100}@[^<>@\s]{1,200}>\s(?:wrote|ysgrifennodd)(?:\s.{0,60})?:$/i,
];
const BEGINS_ATTRIBUTION = /^(?:On|Ar|Am|Ddydd)\b|\d|<[^<>@\s]+@/;
const ATTRIBUTION_LINES = 4;
const ATTRIBUTION_MAX = 600;

/** Of when, or of whom. */
const DATED = /\b20\d\d\b|\d{1,2}[:.]\d{2}|@|\d{1,2}[/.]\d{1,2}[/.]\d{2}/;

/** The line after "On … wrote:", which may be broken into several; null: none begins here. */
function afterAttribution(lines: readonly string[], at: number, bare = (line: string): string => line): number | null {
  const first = bare(lines[at]!).trim();
  if (first.length < 8 || !BEGINS_ATTRIBUTION.test(first)) return null;
  let text = '';
  for (let n = at; n < Math.min(lines.length, at + ATTRIBUTION_LINES); n += 1) {
    const line = bare(lines[n]!).trim();
    text = `${text} ${line}`.trim();
    if (line === '' || text.length > ATTRIBUTION_MAX) return null;
    // A broken address has a space in it.
    const whole = [text, text.replace(/<\s*(\S+)\s*>/g, '<$1>'), withoutLinks(text)];
    if (whole.some((one) => DATED.test(one) && WROTE.some((pattern) => pattern.test(one)))) return n + 1;
  }
  return null;
}

// --- Quotations ---

interface Part {
  quoted: boolean;
  lines: string[];
}

/** Those at the end go, and one above all that was written; what stands between answers says what they answer. */
function withoutQuotations(lines: readonly string[], name: string): { kept: string[]; hasQuotes: boolean } {
  const isText = (part: Part): boolean => !part.quoted && part.lines.some((line) => !isBlank(line));
  const parts: Part[] = [];
  for (const { quoted, lines: own } of partsOf(lines)) {
    parts.push({ quoted, lines: quoted ? own : withoutSignature(own, name, parts.some(isText)) });
  }
  const first = parts.findIndex(isText);
  const last = parts.findLastIndex(isText);
  const quotations = parts.filter(({ quoted }) => quoted).length;
  const kept = parts.filter((part, n) => {
    if (!part.quoted) return isText(part);
    if (n > last) return false;
    return n > first || quotations > 1;
  });
  const shown = kept.map((part) => (part.quoted ? endOfQuotation(part.lines) : part.lines));
  return { kept: shown.flatMap((part) => [...part, '']), hasQuotes: kept.some(({ quoted }) => quoted) };
}

function partsOf(lines: readonly string[]): Part[] {
  const parts: Part[] = [];
  const put = (quoted: boolean, line: string): void => {
    const part = parts.at(-1);
    if (part?.quoted === quoted) part.lines.push(line);
    else parts.push({ quoted, lines: [line] });
  };
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at]!;
    if (isBlank(line)) {
      // An empty line between two of one quotation is of it.
      let next = at;
      while (next < lines.length && isBlank(lines[next]!)) next += 1;
      const between = parts.at(-1)?.quoted === true && next < lines.length && isQuoted(lines[next]!);
      put(between, between ? '>' : '');
      at = next - 1;
      continue;
    }
    const after = isQuoted(line) ? null : afterAttribution(lines, at);
    if (after !== null && isQuotedNext(lines, after)) at = after - 1;
    else put(isQuoted(line), line);
  }
  return parts;
}

const QUOTATION_MAX = 600;

const bare = (line: string): string => line.replace(/^\s*(?:>\s?)+/, '');

/** What is answered stands right above the answer. */
function endOfQuotation(lines: readonly string[]): string[] {
  const own: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const after = afterAttribution(lines, at, bare);
    if (after === null) own.push(lines[at]!);
    else at = after - 1;
  }
  const paragraphs: string[][] = [[]];
  for (const line of own) {
    if (bare(line).trim() === '') paragraphs.push([]);
    else paragraphs.at(-1)!.push(line.replace(/^\s*((?:>\s?)+)/, (marks) => '> '.repeat(marks.split('>').length - 1)));
  }
  const kept: string[][] = [];
  let length = 0;
  for (const paragraph of paragraphs.filter((one) => one.length > 0).toReversed()) {
    length += paragraph.join('').length;
    if (kept.length > 0 && length > QUOTATION_MAX) break;
    kept.unshift(paragraph);
  }
  return kept.flatMap((paragraph, n) => (n === 0 ? paragraph : ['>', ...paragraph]));
}

// --- Signatures ---

const withoutLinks = (line: string): string =>
  line.length > 2_000 ? line : line.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
const DEVICE =
  /^(?:sent from (?:my |the |a )?[\p{L}\d][\p{L}\d ’'.+-]{1,40}|sent (?:via|using|with) [\p{L}\d][\p{L}\d ’'.+-]{1,40}|get outlook for (?:ios|android|mac)|anfonwyd (?:o|gan|drwy)(?: fy)? [\p{L}\d][\p{L}\d ’'.+-]{1,40}|(?:cael|lawrlwytho|mynnwch) outlook ar gyfer (?:ios|android))\.?(?:\s*[<[(].{0,120}[>\])])?$/iu;
const DISCLAIMER =
  /^[*_\s]*(?:this (?:e-?mail|message|communication|transmission)\b[^\n]*\b(?:confidential|intended|privileged|recipient|addressee)|(?:the )?information (?:contained )?in this (?:e-?mail|message)|(?:legal )?disclaimer\b|confidentiality notice|please (?:consider|think of) the environment|mae(?:['’]r| yr)? (?:e-?bost|neges)[^\n]*\b(?:cyfrinachol|gyfrinachol|fwriad\w*|bwriad\w*)|ymwadiad\b|(?:caution|warning): (?:this|external))/i;
const SIGN_OFF =
  /^(?:(?:with )?(?:kind|kindest|best|warm|warmest|many|very best)? ?(?:regards|wishes|thanks)|thanks(?: very much| again| so much)?|thank you|many thanks|cheers|yours(?: (?:sincerely|faithfully|truly|ever))?|sincerely|all (?:the )?best|best|speak soon|kr|bw|rgds|cofion(?: (?:cynnes|gorau|caredig))?|diolch(?: (?:yn fawr|o galon))?(?: iawn)?|llawer o ddiolch|yn gywir(?: iawn)?|dymuniadau gorau|pob hwyl|hwyl(?: am y tro)?|gyda diolch)\b[,.!]?$/i;
const CONTACT =
  /(?:\+44|\(0\)|\b0\d{2,4}[\s)]*\d{3,}|\b(?:tel|mob|mobile|phone|ext|direct|ffôn|symudol|e-?mail|e-?bost|web|gwefan)\b ?[:.]|[^\s@]+@[^\s@]+\.[a-z]{2,}|\bwww\.|https?:\/\/)/i;
const SIGNATURE_LINES = 20;
const SIGNATURE_LINE_MAX = 120;

/** Up to where a mail program, or the writer's own name, says that a signature begins. `mayBeAll`: they wrote above it. */
function withoutSignature(lines: readonly string[], name: string, mayBeAll: boolean): string[] {
  let left = withoutDevice(lines.slice(0, beforeDisclaimer(lines, mayBeAll)));
  left = left.slice(0, beforeMark(left));
  return left.slice(0, beforeName(left, name));
}

function beforeDisclaimer(lines: readonly string[], mayBeAll: boolean): number {
  let above = mayBeAll;
  for (let at = 0; at < lines.length; at += 1) {
    if (isBlank(lines[at]!)) continue;
    let end = at;
    while (end < lines.length && !isBlank(lines[end]!)) end += 1;
    const paragraph = lines.slice(at, end).filter((line) => !isRule(line));
    // Never all that there is: then it is what they wrote.
    if (above && DISCLAIMER.test(paragraph.join(' '))) return at;
    above ||= paragraph.length > 0;
    at = end;
  }
  return lines.length;
}

const isRule = (line: string): boolean => /^[_\-=*]{5,}$/.test(line.trim());

/** "--" without the space that makes it a mark counts near the end alone. */
function beforeMark(lines: readonly string[]): number {
  const near = lines.length - 2 * SIGNATURE_LINES;
  const at = lines.findIndex(
    (line, n) => line === '-- ' || (n >= near && /^(?:--|__|—)$/.test(line) && isSignature(lines.slice(n + 1))),
  );
  return at < 0 ? lines.length : at;
}

/** That line alone: somebody may have gone on below it. */
function withoutDevice(lines: readonly string[]): string[] {
  const last = lines.findLastIndex((line) => !isBlank(line));
  return lines.filter((line, at) => at < last - 3 || !DEVICE.test(withoutLinks(line).trim()));
}

function beforeName(lines: readonly string[], name: string): number {
  const filled = lines
    .map((line, at) => ({ at, line: withoutLinks(line).replace(/[*_]/g, '').trim() }))
    .filter(({ line }) => line !== '');
  const isName = signs(name);
  for (let n = Math.max(0, filled.length - SIGNATURE_LINES - 1); n < filled.length; n += 1) {
    const { at, line } = filled[n]!;
    const rest = filled.slice(n + 1).map((one) => one.line);
    if (!isSignature(rest)) continue;
    if (SIGN_OFF.test(line) && rest.length > 0 && isName(rest[0]!)) return at;
    // "Kind regards, Siân" in one line.
    const [closing = '', ...signed] = line.split(/,\s+/);
    if (signed.length > 0 && SIGN_OFF.test(closing) && isName(signed.join(' '))) return at;
    // The name alone: who wrote it stands beside the post.
    if (n > 0 && isName(line) && (rest.length === 0 || rest.some((one) => CONTACT.test(one)))) return at;
  }
  return lines.length;
}

const isSaid = (line: string): boolean =>
  line.length > SIGNATURE_LINE_MAX ||
  /^p\.?\s?s\b/i.test(line) ||
  (/[.?!]$/.test(line) && line.split(/\s+/).length > 4);

/** Only short lines, and no sentence among them: nothing that was written after all. */
function isSignature(lines: readonly string[]): boolean {
  const filled = lines.map((line) => withoutLinks(line).trim()).filter((line) => line !== '');
  return filled.length <= SIGNATURE_LINES && !filled.some(isSaid);
}

const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Whether a line is how this person signs: the whole name, the first, or its letters; a role or letters may follow. */
function signs(name: string): (line: string) => boolean {
  const whole = folded(name);
  const words = whole.split(' ').filter((word) => word !== '');
  const letters = words.map((word) => word[0]).join('');
  return (line) => {
    const said = folded(line);
    if (said === '' || whole === '' || line.length > 80) return false;
    return (
      said === whole || said === words[0] || (words.length > 1 && said === letters) || said.startsWith(`${whole} `)
    );
  };
}

// --- Markdown ---

const SHORT_LINE = 60;

/**
 * As Markdown that shows it as it was written: a line that was ended stays ended, and nothing becomes a heading or code
 * only by how it was typed.
 */
function asMarkdown(lines: readonly string[], wholeLines: boolean): string {
  const plain = lines.map((line) =>
    (isItem(line) ? line.replace(/^(\s*)[•·]\s+/, '$1- ') : line.replace(/^\s+/, ''))
      .replace(/^(#{1,6}) /, '\\$1 ')
      .replace(/^[-=_*]{3,}$/, '')
      .trimEnd(),
  );
  const made = plain.map((line, n) => {
    const next = plain[n + 1] ?? '';
    const ends = says(line) && says(next) && isQuoted(line) === isQuoted(next) && !(isItem(line) && isItem(next));
    return ends && (wholeLines || endsByItself(line, next)) ? `${line}  ` : line;
  });
  return made
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

const isItem = (line: string): boolean => /^\s*(?:[-*•·]|\d{1,3}[.)])\s+\S/.test(line);
const says = (line: string): boolean => !/^[\s>]*$/.test(line);

/** Not where a mail program broke it: such lines are long. */
const endsByItself = (line: string, next: string): boolean =>
  line.length + (next.split(' ')[0] ?? '').length < SHORT_LINE;
