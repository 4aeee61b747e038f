import { type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type OpenAPIObject } from '@nestjs/swagger';
import { type Config } from '#libs/platform/config';
import { createHttpApp, type HttpApp, InputPipe } from '#libs/platform/http';
import { ApiModule } from './api.module.ts';
import { describeSockets } from './asyncapi.ts';
import { DOCS_POLICY, docsPage } from './docs.tsx';
import { describeApi } from './openapi.ts';
import { ProblemFilter } from './problem.filter.ts';
import { ReaderGuard } from './reader.guard.ts';

const PREFIX = 'api/v1';

export function startApi(shared: DynamicModule[], config: Config): Promise<HttpApp> {
  return createHttpApp(ApiModule.with(shared), config, 'json', (app) => {
    app.setGlobalPrefix(PREFIX);
    keepFromOthers(app);
    app.useGlobalGuards(new ReaderGuard());
    app.useGlobalPipes(new InputPipe());
    app.useGlobalFilters(new ProblemFilter());
    serveDescription(app);
  });
}

/** What an answer holds depends on who asks: no cache may give it to another, nor a browser take it for a page. */
function keepFromOthers(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', (_request, reply, done) => {
    void reply
      .header('cache-control', 'private, no-cache')
      .header('vary', 'Cookie, Authorization')
      .header('x-content-type-options', 'nosniff');
    done();
  });
}

/** Made on the first request for it: it takes a while, and most processes are never asked. */
function serveDescription(app: NestFastifyApplication): void {
  let made: OpenAPIObject | undefined;
  const document = (): OpenAPIObject => (made ??= describeApi(app));
  const fastify = app.getHttpAdapter().getInstance();
  fastify.get('/api/openapi.json', () => document());
  fastify.get('/api/asyncapi.json', () => describeSockets(document()));
  fastify.get('/api/docs', (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', DOCS_POLICY)
      .header('x-content-type-options', 'nosniff')
      .send(docsPage(document())),
  );
}

/** The same documents for a command: nothing is asked of a database, so the pool in `shared` need not be open. */
export async function describeWithoutServing(
  shared: DynamicModule[],
): Promise<{ openapi: OpenAPIObject; asyncapi: object }> {
  const options = { preview: true, logger: false, abortOnError: false } as const;
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.with(shared), new FastifyAdapter(), options);
  app.setGlobalPrefix(PREFIX);
  const openapi = describeApi(app);
  return { openapi, asyncapi: describeSockets(openapi) };
}
