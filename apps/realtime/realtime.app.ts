import { type IncomingMessage, type Server as HttpServer } from 'node:http';
import { type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { type Server, type ServerOptions, type Socket } from 'socket.io';
import { type Config } from '#libs/platform/config';
import { isSameOrigin } from '#libs/platform/http';
import { log, nestLogger } from '#libs/platform/logging';
import { RealtimeModule } from './realtime.module.ts';
import { SocketLimits } from './socket-limits.ts';

interface Handler {
  readonly message: string;
  readonly callback: (...args: unknown[]) => unknown;
}

/** Attaches socket.io to the process's one server: at /socket.io, before every other handler. */
class SharedServerAdapter extends IoAdapter {
  constructor(
    server: HttpServer,
    private readonly publicUrl: string,
    private readonly limits: SocketLimits,
  ) {
    super(server);
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const server = super.createIOServer(port, {
      ...options,
      serveClient: false,
      perMessageDeflate: false,
      httpCompression: false,
      // What a client may send is an id and a number; a long poll may carry some of them.
      maxHttpBufferSize: 16_384,
      connectTimeout: 10_000,
      pingInterval: 25_000,
      pingTimeout: 20_000,
      // Our own log of events is what is caught up from; socket.io's recovery would restore old rooms unasked.
      allowRequest: (request, decide) => {
        const { origin } = request.headers;
        const ours =
          origin === undefined || isSameOrigin({ ...request.headers, 'sec-fetch-site': undefined }, this.publicUrl);
        decide(null, ours && this.limits.mayOpen(request));
      },
    } as Partial<ServerOptions> as ServerOptions);
    server.engine.on('connection', (raw: { request: IncomingMessage; once(event: 'close', then: () => void): void }) =>
      raw.once('close', this.limits.opened(raw.request)),
    );
    return server;
  }

  /** As Nest's own, of whose streams each socket would have one for each message. */
  override bindMessageHandlers(socket: Socket, handlers: Handler[]): void {
    for (const { message, callback } of handlers) {
      socket.on(message, (...args: unknown[]) => {
        const acknowledge = args.at(-1);
        const asked = typeof acknowledge === 'function' ? args.slice(0, -1) : args;
        Promise.resolve(callback(asked[0])).then(
          (answer) => typeof acknowledge === 'function' && answer !== undefined && acknowledge(answer),
          (error: unknown) => log.error({ msg: 'a socket was not answered', error }),
        );
      });
    }
  }

  /** No gateway asks to be told. */
  override bindClientDisconnect(): void {}
}

export async function startRealtime(
  shared: DynamicModule[],
  config: Config,
  server: HttpServer,
): Promise<{ close(): Promise<void> }> {
  const app = await NestFactory.create(RealtimeModule.with(shared), new FastifyAdapter(), { logger: nestLogger });
  app.useWebSocketAdapter(new SharedServerAdapter(server, config.publicUrl, app.get(SocketLimits)));
  await app.init();
  return { close: () => app.close() };
}
