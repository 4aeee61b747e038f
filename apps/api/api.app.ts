import { type DynamicModule } from '@nestjs/common';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type OpenAPIObject } from '@nestjs/swagger';
import { type Config } from '#libs/platform/config';
import { createHttpApp, type HttpApp, InputPipe } from '#libs/platform/http';
import { ApiModule } from './api.module.ts';
import { describeApi } from './openapi.ts';
import { ProblemFilter } from './problem.filter.ts';
import { ReaderGuard } from './reader.guard.ts';

export function startApi(shared: DynamicModule[], config: Config): Promise<HttpApp> {
  return createHttpApp(ApiModule.with(shared), config, (app) => {
    app.setGlobalPrefix('api/v1');
    app.useGlobalGuards(new ReaderGuard());
    app.useGlobalPipes(new InputPipe());
    app.useGlobalFilters(new ProblemFilter());
    serveDescription(app);
  });
}

/** Made on the first request for it: it takes a while, and most processes are never asked. */
function serveDescription(app: NestFastifyApplication): void {
  let document: OpenAPIObject | undefined;
  const fastify = app.getHttpAdapter().getInstance();
  fastify.get('/api/openapi.json', () => (document ??= describeApi(app)));
}
