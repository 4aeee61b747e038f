import { type AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { Pool } from 'pg';
import { Server } from 'socket.io';
import { answer } from './answer.ts';

/** Fastify, pg and socket.io with nothing in them. */
answer(async ({ databaseUrl }: { databaseUrl: string }) => {
  const pool = new Pool({ connectionString: databaseUrl });
  const fastify = Fastify();
  const io = new Server(fastify.server, { serveClient: false, perMessageDeflate: false });
  io.on('connection', (socket) => {
    socket.on('thread:follow', (_message: unknown, acknowledge: (answer: object) => void) => {
      void socket.join('room');
      acknowledge({ ok: true });
    });
  });
  fastify.get('/', async () => (await pool.query('SELECT 1 AS one')).rows[0] as object);
  await fastify.listen({ port: 0, host: '127.0.0.1' });
  return { url: `http://127.0.0.1:${(fastify.server.address() as AddressInfo).port}` };
});
