import { Worker } from 'node:worker_threads';
import { DomainError } from '#libs/platform/errors';
import { type Document } from './document.ts';
import { type Asked, type HeavyFormat, type Made } from './heavy.ts';

/** So many files may wait to be written: some ten seconds of work. */
const MOST_WAITING = 100;

class TooBusy extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'documents.too-busy';
  override readonly retryAfter = 10;
  constructor() {
    super('Too many files are being made. Try again in 10 seconds.');
  }
}

/**
 * Writes DOCX and PDF in a thread of its own, begun with the first file and again after it died. It keeps no process
 * alive. Run from its sources (a thread would not understand them) it writes in this one.
 */
export class Writer {
  private thread: Worker | null = null;
  private readonly waiting = new Map<number, { resolve: (file: Buffer) => void; reject: (error: Error) => void }>();
  private asked = 0;

  write(document: Document, format: HeavyFormat): Promise<Buffer> {
    // Loaded with the first file: what writes them is 30 MB of memory.
    if (import.meta.filename.endsWith('.ts')) return import('./heavy.ts').then(({ HEAVY }) => HEAVY[format](document));
    if (this.waiting.size >= MOST_WAITING) throw new TooBusy();
    this.asked += 1;
    const number = this.asked;
    return new Promise((resolve, reject) => {
      this.waiting.set(number, { resolve, reject });
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      this.running().postMessage({ number, document, format } satisfies Asked);
    });
  }

  private running(): Worker {
    if (this.thread) return this.thread;
    const thread = new Worker(new URL('writer.worker.js', import.meta.url));
    const gone = (error: Error): void => {
      if (this.thread !== thread) return;
      this.thread = null;
      for (const { reject } of this.waiting.values()) reject(error);
      this.waiting.clear();
    };
    thread.unref();
    thread.on('message', ({ number, file, error }: Made) => {
      const asked = this.waiting.get(number);
      this.waiting.delete(number);
      if (file) asked?.resolve(Buffer.from(file));
      else asked?.reject(new Error(error));
    });
    thread.once('error', gone);
    thread.once('exit', () => gone(new Error('The thread that writes files ended.')));
    this.thread = thread;
    return thread;
  }
}
