import { randomBytes, randomUUID } from 'node:crypto';
import { type AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { Pool } from 'pg';
import { answer } from './answer.ts';
import { type Recorded } from './recorder.ts';

/**
 * The least that could answer the same: bare Fastify and pg, the product's own statements one after the other, and its
 * bytes from a template string, in which only the keys of one request (nonce, one-time form key) are new each time.
 */
answer(async ({ databaseUrl, recorded }: { databaseUrl: string; recorded: Recorded[] }) => {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: 10,
    options: '-c timezone=UTC -c statement_timeout=5000',
    idleTimeoutMillis: 60_000,
  });
  const pages = new Map(recorded.map((page) => [page.path, { ...page, write: template(page.body) }]));
  const fastify = Fastify();
  fastify.get('/*', async (request, reply) => {
    const page = pages.get(request.url);
    if (!page) return reply.code(404).send('not recorded');
    for (const statement of page.statements) await pool.query(statement);
    return reply.header('content-type', page.contentType).send(Buffer.from(page.write()));
  });
  await fastify.listen({ port: 0, host: '127.0.0.1' });
  return { url: `http://127.0.0.1:${(fastify.server.address() as AddressInfo).port}` };
});

/** The recorded text as a function; the parts that were of that one request are made anew. */
function template(body: string): () => string {
  const nonce = /nonce="([^"]+)"/.exec(body)?.[1];
  const once = /name="_once" value="([^"]+)"/.exec(body)?.[1];
  const slots = [nonce, once].filter((slot) => slot !== undefined);
  if (slots.length === 0) return () => body;
  const parts = body.split(new RegExp(`(${slots.join('|')})`));
  return () => {
    const freshNonce = randomBytes(16).toString('hex');
    const freshOnce = randomUUID();
    let text = '';
    for (const part of parts) text += part === nonce ? freshNonce : part === once ? freshOnce : part;
    return text;
  };
}
