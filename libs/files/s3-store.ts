import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { type ReadableStream } from 'node:stream/web';
import { DomainError } from '#libs/platform/errors';
import { EMPTY_HASH, type S3Keys, signed } from './s3-signature.ts';
import { type Store } from './store.ts';

const LONGEST_MS = 20_000;

class StorageAway extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'files.storage-away';
  override readonly retryAfter = 10;
  constructor() {
    super('Files cannot be kept or fetched for a moment. Try again in 10 seconds.');
  }
}

/** In a bucket of S3, or of what speaks as S3 does; nobody but this program reads it. */
export class S3Store implements Store {
  private readonly keys: S3Keys;
  private readonly root: string;

  /** `s3://KEY:SECRET@HOST/BUCKET/FOLDER?region=REGION`; with `&http=yes` not encrypted, for a store on the same machine. */
  constructor(storageUrl: string) {
    const url = new URL(storageUrl);
    const [id, secret] = [url.username, url.password].map(decodeURIComponent);
    this.keys = { id: id!, secret: secret!, region: url.searchParams.get('region') ?? 'us-east-1' };
    const scheme = url.searchParams.get('http') === 'yes' ? 'http' : 'https';
    this.root = `${scheme}://${url.host}${url.pathname.replace(/\/+$/, '')}/`;
  }

  async put(id: string, bytes: Buffer): Promise<void> {
    await this.ask('PUT', id, bytes);
  }

  async get(id: string): Promise<Readable | null> {
    const answer = await this.ask('GET', id);
    return answer?.body ? Readable.fromWeb(answer.body as ReadableStream) : null;
  }

  async remove(id: string): Promise<void> {
    await this.ask('DELETE', id);
  }

  /** Null: there is no such thing. Throws StorageAway. */
  private async ask(method: string, id: string, bytes?: Buffer): Promise<Response | null> {
    const url = new URL(id, this.root);
    const bodyHash = bytes ? createHash('sha256').update(bytes).digest('hex') : EMPTY_HASH;
    const headers = signed({ method, url, headers: {}, bodyHash }, this.keys, new Date());
    let answer: Response;
    try {
      const body = bytes && new Uint8Array(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.length);
      answer = await fetch(url, { method, headers, body, signal: AbortSignal.timeout(LONGEST_MS) });
    } catch {
      throw new StorageAway();
    }
    if (answer.ok) return answer;
    await answer.body?.cancel();
    if (answer.status === 404 && method !== 'PUT') return null;
    throw new StorageAway();
  }
}
