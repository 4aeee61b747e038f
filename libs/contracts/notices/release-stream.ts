import { createReadStream } from 'node:fs';
import { JSONParser } from '@streamparser/json';

/** An element of `releases`, or the end of what can be read and why. `entry` counts from 1. */
export type StreamedRelease = { entry: number; release: unknown } | { entry: number; broken: string };

/** Above this a release is no release; the parser would keep all of it. */
const RELEASE_BYTES_MAX = 8 * 1_048_576;
const CHUNK = 65_536;

/**
 * The releases of an OCDS package as the file is read. What is held at once is what one chunk of 64 KB completes, and the
 * release under way: `onHeld` is told how many that are. Where the JSON breaks off, all that came before is given.
 */
export async function* releasesOf(
  chunks: AsyncIterable<Uint8Array>,
  onHeld: (releases: number) => void = () => undefined,
): AsyncGenerator<StreamedRelease> {
  const parser = new JSONParser({ paths: ['$.releases.*'], keepStack: false });
  let done: unknown[] = [];
  let broken: string | null = null;
  let entry = 0;
  let since = 0;
  parser.onValue = ({ value }) => {
    done.push(value);
    since = 0;
  };
  parser.onError = (error) => {
    broken ??= error.message;
  };
  // The parser ends by itself with the last brace; writing on is an error then, and the file's own.
  const given = function* (): Generator<StreamedRelease> {
    const ready = done;
    done = [];
    onHeld(ready.length);
    for (const release of ready) yield { entry: (entry += 1), release };
  };
  for await (const chunk of chunks) {
    if (broken !== null) break;
    if (parser.isEnded && /^\s*$/.test(Buffer.from(chunk).toString())) continue;
    since += chunk.length;
    parser.write(chunk);
    yield* given();
    if (since > RELEASE_BYTES_MAX) broken ??= 'one entry is larger than 8 MB';
  }
  if (broken === null && !parser.isEnded) parser.end();
  yield* given();
  if (broken !== null) yield { entry: entry + 1, broken };
}

export const bytesOfFile = (path: string): AsyncIterable<Uint8Array> =>
  createReadStream(path, { highWaterMark: CHUNK }) as AsyncIterable<Uint8Array>;
