import { type AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { Server } from 'socket.io';
import { answer } from './answer.ts';

/** Bare socket.io: an HTTP request makes it send the payload of a real reply to a room that everybody is in. */
answer(async ({ payload }: { payload: { seq: number } }) => {
  const fastify = Fastify();
  const io = new Server(fastify.server, { serveClient: false, perMessageDeflate: false });
  io.on('connection', (socket) => {
    socket.on('thread:follow', (_message: unknown, acknowledge: (answer: object) => void) => {
      void socket.join('room');
      acknowledge({ ok: true });
    });
  });
  let seq = 0;
  fastify.post('/emit', async (_request, reply) => {
    seq += 1;
    io.to('room').emit('thread:event', { ...payload, seq });
    return reply.code(201).send({ seq });
  });
  await fastify.listen({ port: 0, host: '127.0.0.1' });
  return { url: `http://127.0.0.1:${(fastify.server.address() as AddressInfo).port}` };
});
