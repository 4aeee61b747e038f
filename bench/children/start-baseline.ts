import path from 'node:path';
import Fastify from 'fastify';
import { Pool } from 'pg';
import { startEmbeddedPostgres } from '#libs/platform/database';

/** The least that can serve a page from a database of its own: the same launcher, no table, one statement. */
const dataDir = path.join(process.env['DATA_DIR'] ?? '.data', 'postgres');
const postgres = await startEmbeddedPostgres({ dataDir });
const pool = new Pool({ connectionString: postgres.url() });
const fastify = Fastify();
fastify.get('/', async () => (await pool.query('SELECT 1 AS one')).rows[0] as object);
await fastify.listen({ port: Number(process.env['PORT']), host: '127.0.0.1' });

process.on('SIGTERM', () => {
  void (async () => {
    await fastify.close();
    await pool.end();
    await postgres.stop();
    process.exit(0);
  })();
});
