import { parse } from 'node:querystring';
import { type FastifyInstance } from 'fastify';
import { DomainError } from '#libs/platform/errors';

/** Which bodies an app takes; of any other kind it says 415. */
export type Bodies = 'json' | 'json-and-forms';

class NotText extends DomainError {
  readonly kind = 'unreadable';
  readonly code = 'request.not-utf-8';
  constructor() {
    super('What was sent is not text in UTF-8, so part of it cannot be read. Nothing was kept.');
  }
}

/** Fatal: half of a letter would otherwise be kept as a replacement character, and what was meant is lost for good. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

function textOf(body: Buffer): string {
  try {
    return utf8.decode(body);
  } catch {
    throw new NotText();
  }
}

function fieldsOf(body: Buffer): Record<string, unknown> {
  const text = textOf(body);
  try {
    // A per cent sign of its own is text, as querystring takes it; bytes that are no letter are not.
    decodeURIComponent(text.replaceAll(/%(?![0-9a-f]{2})/gi, '%25'));
  } catch {
    throw new NotText();
  }
  return { ...parse(text, '&', '=', { maxKeys: 0 }) };
}

/** In the place of the parsers of Nest and Fastify, which take more kinds and mend what is no text. */
export function readBodies(fastify: FastifyInstance, bodies: Bodies): void {
  const json = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      void json(request, textOf(body), done);
    } catch (error) {
      done(error as Error);
    }
  });
  if (bodies === 'json') return;
  fastify.addContentTypeParser<Buffer>(
    'application/x-www-form-urlencoded',
    { parseAs: 'buffer' },
    (_request, body, done) => {
      try {
        done(null, fieldsOf(body));
      } catch (error) {
        done(error as Error);
      }
    },
  );
}
