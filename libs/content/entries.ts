import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { NotContent } from './content.errors.ts';

/** One record as it stands in a file, or why it cannot be read. `place`: its line, from 1; `bytes`: read so far. */
export type Entry = { place: number; bytes: number } & ({ raw: unknown } | { why: string });

/** With the text of the line, in which numbers have the digits they were written with. */
type LineEntry = { place: number; bytes: number } & ({ raw: unknown; text: string } | { why: string });

/** A file that can be read again and again, a record at a time. */
export interface EntrySource {
  readonly name: string;
  readonly size: number;
  entries(): AsyncIterable<Entry>;
}

export interface LineSource extends EntrySource {
  entries(): AsyncIterable<LineEntry>;
}

/** A longer line is no record; it would be held in memory. */
const LINE_MAX = 64 * 1_048_576;
const CHUNK = 262_144;

/** Lines of JSON. Throws NotContent where there is no such file. */
export async function jsonLines(path: string): Promise<LineSource> {
  return { name: path, size: await sizeOf(path), entries: () => linesOf(path) };
}

export async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => null);
  if (!found) throw new NotContent(`There is no file ${path}.`);
  if (!found.isFile()) throw new NotContent(`${path} is not a file.`);
  return found.size;
}

async function* linesOf(path: string): AsyncGenerator<LineEntry> {
  let place = 0;
  let bytes = 0;
  let parts: Buffer[] = [];
  let length = 0;
  const line = (end: number): LineEntry | null => {
    place += 1;
    const whole = Buffer.concat(parts);
    const tooLong = length > LINE_MAX;
    [parts, length] = [[], 0];
    if (tooLong) return { place, bytes: end, why: 'The line is longer than 64 MB' };
    return entryOf(whole, place, end);
  };
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, from)) {
      parts.push(chunk.subarray(from, at));
      length += at - from;
      const entry = line(bytes + at + 1);
      if (entry) yield entry;
      from = at + 1;
    }
    const rest = chunk.subarray(from);
    length += rest.length;
    if (length <= LINE_MAX) parts.push(rest);
    bytes += chunk.length;
  }
  if (length > 0) {
    const entry = line(bytes);
    if (entry) yield entry;
  }
}

const UTF_8 = new TextDecoder('utf-8', { fatal: true });

function entryOf(line: Buffer, place: number, bytes: number): LineEntry | null {
  try {
    const text = UTF_8.decode(line).trim();
    return text === '' ? null : { place, bytes, raw: JSON.parse(text) as unknown, text };
  } catch (error) {
    return { place, bytes, why: `The line is not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}
