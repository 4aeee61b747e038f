import { type AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { Pool } from 'pg';
import { answer } from './answer.ts';

/**
 * The least that could keep a reply: bare Fastify, and one transaction that inserts one row into a copy of `posts` with
 * the same columns, checks, indexes and foreign keys, without its triggers. It knows no session, locks nothing and tells
 * nobody.
 */
answer(async ({ databaseUrl, authorId }: { databaseUrl: string; authorId: string }) => {
  const pool = new Pool({ connectionString: databaseUrl, max: 10 });
  await pool.query(`
    DROP TABLE IF EXISTS bench_posts;
    CREATE TABLE bench_posts (LIKE posts INCLUDING ALL);
    ALTER TABLE bench_posts ADD FOREIGN KEY (thread_id) REFERENCES threads (id),
                            ADD FOREIGN KEY (author_id) REFERENCES people (id)`);
  const fastify = Fastify();
  let last = 0;
  fastify.post('/api/v1/threads/:id/posts', async (request, reply) => {
    const { id } = request.params as { id: string };
    const { body } = request.body as { body: string };
    const number = (last += 1);
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      const { rows } = await client.query({
        name: 'insert',
        text: `INSERT INTO bench_posts (thread_id, number, author_id, body, body_html) VALUES ($1, $2, $3, $4, $5)
               RETURNING id, number, body, body_html AS html, created_at AS "createdAt"`,
        values: [id, number, authorId, body, `<p>${body}</p>`],
      });
      await client.query('COMMIT');
      return await reply.code(201).send(rows[0]);
    } finally {
      client.release();
    }
  });
  await fastify.listen({ port: 0, host: '127.0.0.1' });
  return { url: `http://127.0.0.1:${(fastify.server.address() as AddressInfo).port}` };
});
