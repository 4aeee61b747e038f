import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { RegisterUnreadable } from '../organisations.errors.ts';

/** The real register is 170 KB; what is much larger is something else. */
const FILE_MAX = 20 * 1_048_576;
const TIME_MAX = 60_000;
const REDIRECTS_MAX = 3;

export interface SourceLimits {
  /** Bytes of the whole file, after decompression. */
  readonly size: number;
  /** Milliseconds for an address to send all of it. */
  readonly time: number;
}
export const SOURCE_LIMITS: SourceLimits = { size: FILE_MAX, time: TIME_MAX };

/** The bytes of a file or of an http(s) address, as they come. Every failure is RegisterUnreadable, in words. */
export async function* bytesOf(source: string, limits: SourceLimits): AsyncGenerator<Uint8Array> {
  const chunks = /^https?:\/\//i.test(source) ? fromAddress(source, limits) : fromFile(source, limits);
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > limits.size) throw tooLarge(limits);
    yield chunk;
  }
}

async function* fromFile(path: string, limits: SourceLimits): AsyncGenerator<Uint8Array> {
  try {
    const found = await stat(path);
    if (!found.isFile()) throw new RegisterUnreadable(`${path} is not a file.`);
    if (found.size > limits.size) throw tooLarge(limits);
    yield* createReadStream(path) as AsyncIterable<Uint8Array>;
  } catch (error) {
    if (error instanceof RegisterUnreadable) throw error;
    const { code } = error as { code?: string };
    if (code === 'ENOENT') throw new RegisterUnreadable(`There is no file ${path}.`);
    if (code === 'EACCES') throw new RegisterUnreadable(`The file ${path} may not be read.`);
    throw new RegisterUnreadable(`The file ${path} could not be read (${code ?? String(error)}).`);
  }
}

async function* fromAddress(address: string, limits: SourceLimits): AsyncGenerator<Uint8Array> {
  const signal = AbortSignal.timeout(limits.time);
  try {
    const response = await follow(address, signal);
    if (Number(response.headers.get('content-length')) > limits.size) {
      await response.body?.cancel();
      throw tooLarge(limits);
    }
    if (response.body) yield* response.body as AsyncIterable<Uint8Array>;
  } catch (error) {
    if (error instanceof RegisterUnreadable) throw error;
    if (signal.aborted) {
      throw new RegisterUnreadable(`${address} did not send the whole file within ${limits.time / 1000} seconds.`);
    }
    const { cause } = error as { cause?: { code?: string } };
    throw new RegisterUnreadable(`${address} could not be read (${cause?.code ?? 'the connection failed'}).`);
  }
}

/** Redirects are followed here and not by fetch, which would follow twenty, to any scheme. */
async function follow(address: string, signal: AbortSignal): Promise<Response> {
  let url = new URL(address);
  for (let redirects = 0; redirects <= REDIRECTS_MAX; redirects += 1) {
    const response = await fetch(url, { redirect: 'manual', signal, headers: { accept: 'text/csv, */*;q=0.5' } });
    if (response.ok) return response;
    await response.body?.cancel();
    const location = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || location === null) {
      throw new RegisterUnreadable(`${url.href} answered with status ${response.status}.`);
    }
    url = new URL(location, url);
    if (url.protocol !== 'http:' && url.protocol !== 'https:') {
      throw new RegisterUnreadable(`${address} leads to ${url.protocol}, which is not followed.`);
    }
  }
  throw new RegisterUnreadable(`${address} leads on more than ${REDIRECTS_MAX} times.`);
}

const tooLarge = ({ size }: SourceLimits): RegisterUnreadable =>
  new RegisterUnreadable(`The file is larger than ${Math.floor(size / 1_048_576)} MB.`);
