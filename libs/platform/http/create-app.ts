import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { constants } from 'node:zlib';
import fastifyCookie from '@fastify/cookie';
import fastifyCompress from '@fastify/compress';
import { type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Config } from '#libs/platform/config';
import { nestLogger, requestLog } from '#libs/platform/logging';
import { type Bodies, readBodies } from './bodies.ts';
import { takeParts } from './parts.ts';
import { refuseForeignOrigin } from './same-origin.ts';

export interface HttpApp {
  handler: RequestListener;
  close(): Promise<void>;
}

/**
 * A Nest application on Fastify that listens to nothing: the process's one server hands it requests.
 *
 * Every answer carries its request id, is compressed where that pays, and changes nothing for a foreign origin.
 * `bodies` says what it takes; `setUp` adds its own plugins, pipes and filters, before routes are made.
 */
export async function createHttpApp(
  module: DynamicModule,
  config: Config,
  bodies: Bodies,
  setUp: (app: NestFastifyApplication) => Promise<void> | void,
): Promise<HttpApp> {
  const adapter = new FastifyAdapter({
    bodyLimit: 1_048_576,
    // How many hops to believe, counted from us.
    trustProxy: (_address: string, hop: number) => hop < config.TRUST_PROXY,
    genReqId: () => randomUUID(),
    requestTimeout: 30_000,
    // As long as a request line can be: what is too long for an id is for the app to answer, as it answers any other.
    routerOptions: { maxParamLength: 16_384 },
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: nestLogger,
    bodyParser: false,
  });
  const fastify = app.getHttpAdapter().getInstance();
  readBodies(fastify, bodies);
  await takeParts(fastify);
  await app.register(fastifyCookie);
  await app.register(fastifyCompress, {
    encodings: ['br', 'gzip'],
    threshold: 1_024,
    syncThreshold: 262_144,
    // Quality 4 halves a page again against none at a twentieth of the cost of 11.
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    done();
  });
  fastify.addHook('onRequest', refuseForeignOrigin(config));
  if (config.production || config.LOG_LEVEL === 'info' || config.LOG_LEVEL === 'debug') {
    fastify.addHook('onResponse', requestLog);
  }
  await setUp(app);
  await app.init();
  await fastify.ready();
  return {
    handler: (request: IncomingMessage, response: ServerResponse) => {
      request.url = decodable(request.url ?? '/');
      fastify.routing(request, response);
    },
    close: () => app.close(),
  };
}

/**
 * The same address, or one that leads nowhere where its path is no text: Fastify would refuse that in words of its own,
 * as JSON also to a person, and without our headers.
 */
function decodable(url: string): string {
  const [path = '', ...query] = url.split('?');
  if (!path.includes('%')) return url;
  try {
    decodeURIComponent(path);
    return url;
  } catch {
    return [path.replaceAll('%', '%25'), ...query].join('?');
  }
}
