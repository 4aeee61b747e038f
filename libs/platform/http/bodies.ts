import { parse } from 'node:querystring';
import { type FastifyInstance } from 'fastify';

/** Which bodies an app takes; of any other kind it says 415. */
export type Bodies = 'json' | 'json-and-forms';

/** In the place of the parsers of Nest and Fastify, which take more kinds. */
export function readBodies(fastify: FastifyInstance, bodies: Bodies): void {
  const json = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      json(request, body.toString(), done);
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
        done(null, { ...parse(body.toString(), '&', '=', { maxKeys: 0 }) });
      } catch (error) {
        done(error as Error);
      }
    },
  );
}
