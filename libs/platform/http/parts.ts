import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import fastifyMultipart from '@fastify/multipart';
import { RouteConfig } from '@nestjs/platform-fastify';
import { type FastifyInstance, type FastifyRequest } from 'fastify';
import { DomainError } from '#libs/platform/errors';

/** A file that came in a form. */
export interface PartFile {
  readonly field: string;
  /** As whoever sent it says. */
  readonly name: string;
  /** It was larger than may be: then there is nothing to read. */
  readonly tooLarge: boolean;
  /** From the disk, where it lies until the form is dealt with. */
  read(): Promise<Buffer>;
}

/** A form with files, as it came. */
export interface Parts {
  /** In their order; a name can be there more than once. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** Those of the first `files` that are not empty; then how many more there were. */
  readonly files: readonly PartFile[];
  readonly leftOut: number;
}

interface Limits {
  /** How many files are kept. */
  readonly files: number;
  /** Of one file. */
  readonly bytes: number;
  /** Called before the first file is read; what it throws ends the reading. */
  readonly beforeFiles?: () => void;
  /** Called at the first of all files, be it kept or not, with what then ends the reading. */
  readonly noFiles?: () => Error;
}

class TooMuch extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'request.too-much';
}

class NoLength extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'request.no-length';
  constructor() {
    super('Say in Content-Length how long the form with files is.');
  }
}

/** Not the address's kind of body: the app answers as it answers any other kind that it does not take. */
class NoParts extends Error {
  readonly statusCode = 415;
}

const MOST_FIELDS = 200;
const MOST_FIELD_BYTES = 200_000;
/** Of all fields together, as of a form without files. */
const MOST_OF_FIELDS_BYTES = 1_048_576;
/** Files beyond those that are kept are read to the end and dropped, so that a browser gets an answer. */
const MOST_FILES = 20;
const MOST_BODY_BYTES = 60_000_000;

/** The address takes a form with files, and reads it itself: see readParts(). */
export const TakesParts = (): MethodDecorator => RouteConfig({ takesParts: true });

const takesParts = (request: FastifyRequest): boolean =>
  (request.routeOptions.config as { takesParts?: boolean }).takesParts === true;

/**
 * Nothing of such a body is read before a handler asks for it: by then it knows who sent it. Where no handler would, it
 * is a kind of body that is not taken.
 */
export async function takeParts(fastify: FastifyInstance): Promise<void> {
  await fastify.register(fastifyMultipart, { throwFileSizeLimit: false });
  fastify.addHook('onRequest', (request, _reply, done) => {
    done(hasParts(request) && !takesParts(request) ? new NoParts('Unsupported Media Type') : undefined);
  });
}

export const hasParts = (request: FastifyRequest): boolean =>
  /^multipart\/form-data\b/i.test(request.headers['content-type'] ?? '');

/**
 * Reads a body of parts, bounded in all it holds: fields in memory, files on the disk while `use` runs. A file that is too
 * large, and those beyond `files`, are read and dropped, and said to be so: what was typed beside them is not lost. Throws
 * DomainError where it is more than that, or no such body.
 */
export async function withParts<T>(
  request: FastifyRequest,
  limits: Limits,
  use: (parts: Parts) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'waymark-'));
  try {
    return await use(await readParts(request, limits, folder));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * The fields alone; of files nothing is kept but how many there were. A body that is longer than one without files may be
 * is read to its first file, and `tooLong` thrown.
 */
export function withoutFiles(request: FastifyRequest, tooLong: () => Error): Promise<Parts> {
  const isLong = Number(request.headers['content-length']) > MOST_OF_FIELDS_BYTES;
  return readParts(request, { files: 0, bytes: 1, ...(isLong ? { noFiles: tooLong } : {}) }, '');
}

/** As a form without files is read: a name that is there more than once is a list. */
export function joined(fields: Parts['fields']): Record<string, string | string[]> {
  const body = new Map<string, string | string[]>();
  for (const [name, value] of fields) {
    const before = body.get(name);
    body.set(name, before === undefined ? value : [before, value].flat());
  }
  return Object.fromEntries(body);
}

/** What was read becomes the body of the request, also where it cannot all be taken: whoever answers can give it back. */
async function readParts(request: FastifyRequest, limits: Limits, folder: string): Promise<Parts> {
  const length = Number(request.headers['content-length'] ?? Number.NaN);
  if (!hasParts(request)) throw new TooMuch('Send the file as multipart/form-data.');
  if (Number.isNaN(length)) throw new NoLength();
  if (length > MOST_BODY_BYTES) throw new TooMuch('Send 60 MB or less at a time.');
  const fields: [string, string][] = [];
  const files: PartFile[] = [];
  let leftOut = 0;
  let room = MOST_OF_FIELDS_BYTES;
  try {
    for await (const part of request.parts({
      limits: {
        fileSize: limits.bytes,
        files: MOST_FILES,
        fields: MOST_FIELDS,
        fieldSize: MOST_FIELD_BYTES,
        parts: MOST_FIELDS + MOST_FILES,
      },
    })) {
      if (part.type === 'field') {
        if (part.valueTruncated || part.fieldnameTruncated) throw new TooMuch('A field of the form is too long.');
        const value = String(part.value);
        room -= Buffer.byteLength(part.fieldname) + Buffer.byteLength(value);
        if (room < 0) throw new TooMuch('There is more text in the form than can be taken: send less than 1 MB.');
        fields.push([part.fieldname, value]);
        continue;
      }
      if (limits.noFiles) throw limits.noFiles();
      // What an empty field for files sends.
      if (files.length >= limits.files || !part.filename) {
        if (part.filename) leftOut += 1;
        part.file.resume();
        continue;
      }
      if (files.length === 0) limits.beforeFiles?.();
      const place = path.join(folder, String(files.length));
      await pipeline(part.file, createWriteStream(place, { mode: 0o600 }));
      const { fieldname: field, filename: name } = part;
      files.push({ field, name, tooLarge: part.file.truncated, read: () => readFile(place) });
      if (part.file.truncated) await rm(place);
    }
  } catch (error) {
    // What still comes is let go by; nobody would take it from the parser any more.
    request.raw.unpipe();
    request.raw.resume();
    // Also where the connection ended: nobody reads the answer, and it is no fault of ours.
    if (request.raw.errored || String((error as { code?: unknown }).code).startsWith('FST_')) {
      throw new TooMuch('There is more in the form than can be taken.');
    }
    throw error;
  } finally {
    request.body = joined(fields);
  }
  return { fields, files, leftOut };
}
