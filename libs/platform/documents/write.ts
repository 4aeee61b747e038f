import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { type Document, type DocumentFormat } from './document.ts';
import { toHtml } from './to-html.ts';
import { toMarkdown } from './to-markdown.ts';
import { Writer } from './writer.ts';

/** DOCX and PDF take a tenth of a second of work, so that is done beside the event loop. */
const writer = new Writer();
const WRITERS: Readonly<Record<DocumentFormat, (document: Document) => Buffer | Promise<Buffer>>> = {
  html: toHtml,
  md: toMarkdown,
  docx: (document) => writer.write(document, 'docx'),
  pdf: (document) => writer.write(document, 'pdf'),
};

/** The same document is the same file, so the last ones are kept: by all that is in them, never by who asked. */
const files = new LRUCache<string, Promise<Buffer>>({ max: 100, ttl: 600_000 });

/** The document in that format; throws TooBusy. */
export function write(document: Document, format: DocumentFormat): Promise<Buffer> {
  const key = createHash('sha256').update(format).update(JSON.stringify(document)).digest('base64');
  let file = files.get(key);
  if (file === undefined) {
    file = (async () => WRITERS[format](document))();
    files.set(key, file);
    file.catch(() => files.delete(key));
  }
  return file;
}
