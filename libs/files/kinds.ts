import { zipDirectory } from './zip-directory.ts';

export const FILE_CODES = ['png', 'jpeg', 'webp', 'pdf', 'docx', 'xlsx', 'pptx', 'csv', 'txt'] as const;
export type FileCode = (typeof FILE_CODES)[number];

export interface FileKind {
  readonly code: FileCode;
  readonly type: string;
  /** The first is the one that a file gets whose name has another. */
  readonly extensions: readonly string[];
  readonly isImage: boolean;
  /** Programs write into it who made it. */
  readonly keepsAuthor: boolean;
  /** What people call it. */
  readonly label: string;
}

const OFFICE = 'application/vnd.openxmlformats-officedocument';

const kind = (code: FileCode, type: string, extensions: readonly string[], label: string): FileKind => ({
  code,
  type,
  extensions,
  label,
  isImage: type.startsWith('image/'),
  keepsAuthor: type.startsWith('application/'),
});

/** What is taken, drawn anew where it is a picture. */
export const FILE_KINDS: readonly FileKind[] = [
  kind('png', 'image/png', ['png'], 'PNG picture'),
  kind('jpeg', 'image/jpeg', ['jpg', 'jpeg', 'jfif'], 'JPEG picture'),
  kind('webp', 'image/webp', ['webp'], 'WebP picture'),
  kind('pdf', 'application/pdf', ['pdf'], 'PDF'),
  kind('docx', `${OFFICE}.wordprocessingml.document`, ['docx'], 'Word document'),
  kind('xlsx', `${OFFICE}.spreadsheetml.sheet`, ['xlsx'], 'Excel workbook'),
  kind('pptx', `${OFFICE}.presentationml.presentation`, ['pptx'], 'PowerPoint slides'),
  kind('csv', 'text/csv; charset=utf-8', ['csv'], 'CSV table'),
  kind('txt', 'text/plain; charset=utf-8', ['txt'], 'Plain text'),
];

export const kindOf = (code: string): FileKind => {
  const found = FILE_KINDS.find((one) => one.code === code);
  if (!found) throw new Error(`There is no kind of file called ${code}.`);
  return found;
};

/** The part by which Office itself knows a document of each kind, and what stands for it in one with macros. */
const OFFICE_PARTS: readonly (readonly [code: FileCode, part: string])[] = [
  ['docx', 'word/document.xml'],
  ['xlsx', 'xl/workbook.xml'],
  ['pptx', 'ppt/presentation.xml'],
];

/** Code, controls, and other files inside a document; the sheet behind a chart is none of them. */
const ACTIVE_PART =
  /(?:^|\/)(?:vbaProject|vbaData)\.(?:bin|xml)$|\/(?:activeX|macrosheets)\/|\/embeddings\/(?!.*\.(?:docx|xlsx|pptx)$)/i;

/** What a document may grow to where somebody opens it. */
const MOST_UNPACKED = 200_000_000;

/** A sentence for who sent it: what is wrong, and what to do. `name` is how the file is called there. */
type Refusal = (name: string) => string;

const UNKNOWN: Refusal = (name) =>
  `“${name}” is not of a kind that can be attached. Attach a PNG, JPEG or WebP picture, a PDF, a Word, Excel or PowerPoint file (docx, xlsx, pptx), a CSV or plain text`;
const PAGE: Refusal = (name) =>
  `“${name}” is a web page, a drawing with code (SVG) or a script, which cannot be attached. Save it as a PDF or a picture`;
const ACTIVE: Refusal = (name) =>
  `“${name}” holds macros or other files inside it, which could harm who opens it. Save it without them, as docx, xlsx or pptx, or as a PDF`;
const OLD_OFFICE: Refusal = (name) =>
  `“${name}” is in an old Office format or has a password. Save it as docx, xlsx or pptx without a password, or as a PDF`;
const ARCHIVE: Refusal = (name) => `“${name}” is an archive. Attach the files in it one by one`;
const BROKEN: Refusal = (name) =>
  `“${name}” is damaged, or unpacks to more than can be opened safely. Save it again, or save it as a PDF`;
const HEIC: Refusal = (name) =>
  `“${name}” is a HEIC, AVIF, GIF, BMP or TIFF picture. Save it as JPEG or PNG and attach that`;
const NOT_UTF8: Refusal = (name) =>
  `“${name}” is not text that can be read everywhere. Save it as “CSV UTF-8” or as plain text in UTF-8`;
const EMPTY: Refusal = (name) => `“${name}” is empty. Choose the file again`;

const begins = (bytes: Buffer, mark: string, at = 0): boolean =>
  bytes.toString('latin1', at, at + mark.length) === mark;

/**
 * What a file is: by its bytes alone, never by its name, which only tells a table from other text. Or why it cannot be
 * taken. Nothing of it is unpacked.
 */
export function kindIn(bytes: Buffer, name: string): FileCode | { readonly refused: string } {
  const found = look(bytes, name);
  return typeof found === 'string' ? found : { refused: found(name) };
}

function look(bytes: Buffer, name: string): FileCode | Refusal {
  if (bytes.length === 0) return EMPTY;
  if (begins(bytes, '\u0089PNG\r\n\u001a\n')) return 'png';
  if (begins(bytes, '\u00ff\u00d8\u00ff')) return 'jpeg';
  if (begins(bytes, 'RIFF') && begins(bytes, 'WEBP', 8)) return 'webp';
  if (begins(bytes, '%PDF-')) return 'pdf';
  if (begins(bytes, 'PK')) return officeIn(bytes);
  if (begins(bytes, '\u00d0\u00cf\u0011\u00e0')) return OLD_OFFICE;
  if (begins(bytes, 'GIF8') || begins(bytes, 'BM') || begins(bytes, 'II*\0') || begins(bytes, 'MM\0*')) return HEIC;
  if (begins(bytes, 'ftyp', 4)) return HEIC;
  if (['\u001f\u008b', '7z', 'Rar!', 'BZh'].some((mark) => begins(bytes, mark))) return ARCHIVE;
  return textIn(bytes, name);
}

/** By its directory: that is what Office goes by. */
function officeIn(bytes: Buffer): FileCode | Refusal {
  const directory = zipDirectory(bytes);
  if (!directory || directory.unpacked > MOST_UNPACKED) return BROKEN;
  const { names, encrypted } = directory;
  const found = OFFICE_PARTS.find(([, part]) => names.has(part));
  if (!found || !names.has('[Content_Types].xml')) return ARCHIVE;
  if (encrypted) return OLD_OFFICE;
  return [...names].some((part) => ACTIVE_PART.test(part)) ? ACTIVE : found[0];
}

/** Text in UTF-8 without control characters. */
function textIn(bytes: Buffer, name: string): FileCode | Refusal {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return /\.(?:csv|txt)$/i.test(name) ? NOT_UTF8 : UNKNOWN;
  }
  if (/(?![\t\n\r])\p{Cc}/u.test(text)) return UNKNOWN;
  // What a browser or a shell would take for a page or a program, whatever it is called.
  if (/^\s*(?:<[!?a-z]|#!)|<(?:script|svg|html|iframe)[\s>]/i.test(text)) return PAGE;
  return /\.csv$/i.test(name) ? 'csv' : /\.(?:txt|md|log)$/i.test(name) ? 'txt' : UNKNOWN;
}
