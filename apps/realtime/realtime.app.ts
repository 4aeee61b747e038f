import { type Server as HttpServer } from 'node:http';
import { type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { type Server, type ServerOptions } from 'socket.io';
import { type Config } from '#libs/platform/config';
import { isSameOrigin } from '#libs/platform/http';
import { nestLogger } from '#libs/platform/logging';
import { RealtimeModule } from './realtime.module.ts';

/** Attaches socket.io to the process's one server: at /socket.io, before every other handler. */
class SharedServerAdapter extends IoAdapter {
  constructor(
    server: HttpServer,
    private readonly publicUrl: string,
  ) {
    super(server);
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    return super.createIOServer(port, {
      ...options,
      serveClient: false,
      perMessageDeflate: false,
      httpCompression: false,
      // What a client may send is an id and a number.
      maxHttpBufferSize: 16_384,
      connectTimeout: 10_000,
      pingInterval: 25_000,
      pingTimeout: 20_000,
      // Our own log of events is what is caught up from; socket.io's recovery would restore old rooms unasked.
      allowRequest: (request, decide) => {
        const { origin } = request.headers;
        decide(
          null,
          origin === undefined || isSameOrigin({ ...request.headers, 'sec-fetch-site': undefined }, this.publicUrl),
        );
      },
    } as Partial<ServerOptions> as ServerOptions);
  }
}

export async function startRealtime(
  shared: DynamicModule[],
  config: Config,
  server: HttpServer,
): Promise<{ close(): Promise<void> }> {
  const app = await NestFactory.create(RealtimeModule.with(shared), new FastifyAdapter(), { logger: nestLogger });
  app.useWebSocketAdapter(new SharedServerAdapter(server, config.publicUrl));
  await app.init();
  return { close: () => app.close() };
}
